package io.tanda.dispatch.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.Positions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PositionWireTest {
    @Test
    void a_fix_comes_back_to_the_centimeter_and_the_microsecond() {
        Positions.Fix fix = new Positions.Fix(
                DriverId.next(), 40.7580123, -73.9855456, Instant.parse("2013-01-02T17:00:00.123456Z"));
        byte[] value = PositionWire.value(fix);
        assertThat(value).hasSize(17);
        Positions.Fix back = PositionWire.decode(PositionWire.key(fix.driver()), value);
        assertThat(back.driver()).isEqualTo(fix.driver());
        assertThat(back.at()).isEqualTo(fix.at());
        assertThat(back.lat()).isCloseTo(fix.lat(), within(1e-7));
        assertThat(back.lng()).isCloseTo(fix.lng(), within(1e-7));
    }

    @Test
    void what_is_no_fix_is_refused() {
        byte[] key = PositionWire.key(DriverId.next());
        assertThatThrownBy(() -> PositionWire.decode(key, new byte[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PositionWire.decode(key, new byte[17])).isInstanceOf(IllegalArgumentException.class);
    }
}
