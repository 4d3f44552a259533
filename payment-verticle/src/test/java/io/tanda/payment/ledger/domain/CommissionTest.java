package io.tanda.payment.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.Money;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommissionTest {
    @Test
    void what_is_no_whole_cent_is_the_drivers() {
        assertThat(new Commission(200).of(Money.usd(1_250))).isEqualTo(250);
        assertThat(new Commission(200).of(Money.usd(1_254))).isEqualTo(250);
        assertThat(new Commission(333).of(Money.usd(2))).isZero();
        assertThat(new Commission(0).of(Money.usd(1_250))).isZero();
        assertThat(new Commission(500).of(new Money(Long.MAX_VALUE, "KRW"))).isEqualTo(Long.MAX_VALUE / 2);
    }

    @Test
    void more_than_half_is_a_mistake() {
        assertThatThrownBy(() -> new Commission(501)).hasMessageContaining("from 0 to 500 per mille");
        assertThatThrownBy(() -> new Commission(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_parts_of_a_fare_give_back_all_of_its_commission() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            long fare = random.nextLong(1, 5_000);
            long commission = new Commission(random.nextInt(501)).of(Money.usd(fare));
            long given = 0;
            long back = 0;
            while (given < fare) {
                long part = random.nextLong(1, fare - given + 1);
                long now = Commission.back(commission, fare, given, back, part);
                assertThat(now).isBetween(0L, part);
                given += part;
                back += now;
            }
            assertThat(back).isEqualTo(commission);
        }
    }
}
