package io.tanda.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WalletIdTest {
    @Test
    void a_rider_has_one_wallet_and_two_riders_have_two() {
        RiderId rider = RiderId.next();
        assertThat(WalletId.of(rider)).isEqualTo(WalletId.of(new RiderId(rider.value())));
        assertThat(WalletId.of(rider)).isNotEqualTo(WalletId.of(RiderId.next()));
    }

    /** So that nobody who forgets what is old by its id forgets a wallet. */
    @Test
    void it_tells_no_time_and_stands_behind_all_ids_that_do() {
        UUID wallet =
                WalletId.of(new RiderId(new UUID(0x0000_0000_0001_7000L, 5))).value();
        assertThat(wallet.version()).isEqualTo(8);
        assertThat(wallet.toString()).isGreaterThan(Id.next().toString());
    }
}
