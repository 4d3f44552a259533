package io.tanda.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.Actor;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.mysqlclient.MySQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is stored is read back as it was. */
class ValuesTest {
    @Test
    void times_keep_their_microseconds_also_before_1970() {
        for (String text :
                List.of("2013-01-01T00:00:00.123456Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z")) {
            Instant at = Instant.parse(text);
            assertThat(Values.instant(Values.micros(at))).isEqualTo(at);
        }
        assertThat(Values.micros(Instant.parse("1970-01-01T00:00:00.000001999Z")))
                .isEqualTo(1);
    }

    @Test
    void ids_are_16_bytes_in_the_order_of_their_text() {
        UUID id = UUID.fromString("019a6e2c-6c1f-7b8e-9d3e-0123456789ab");
        Buffer stored = Values.stored(id);
        assertThat(stored.length()).isEqualTo(16);
        assertThat(stored.getByte(0)).isEqualTo((byte) 0x01);
        assertThat(Values.uuid(stored)).isEqualTo(id);
        assertThat(Values.stored((Object) new RideId(id))).isEqualTo(stored);
        assertThat(Values.stored((Object) Role.DRIVER)).isEqualTo("DRIVER");
    }

    @Test
    void what_no_column_holds_is_refused_where_the_unit_is_built() {
        assertThatThrownBy(() -> Unit.of().run("?", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Unit.of().change("UPDATE t SET a = '?' WHERE id = ?", 1, 2))
                .isInstanceOf(IllegalArgumentException.class);
        Unit.of().change("UPDATE t SET a = '?' WHERE id = ?", 1);
        assertThatThrownBy(() -> Unit.of().insert(Insert.into("thing", "id", "version"), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Unit.of().deadline(Id.next(), "k", Instant.MAX))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Unit.of().deadline(Id.next(), "k".repeat(33), Probe.AT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Unit.of().reply("{}")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_trace_that_cannot_be_stored_is_left_out() {
        for (String trace : List.of("x".repeat(129), "\u00e9")) {
            Unit unit = Unit.of()
                    .events(
                            BookingEvent.TOPIC,
                            0,
                            List.of(new BookingEvent.RideExpired(new RideId(Id.next()), Probe.AT)),
                            Actor.SYSTEM,
                            trace)
                    .build();
            assertThat(unit.events().getFirst().trace()).isNull();
        }
    }

    @Test
    void the_taken_key_is_read_from_the_message_of_both_servers() {
        assertThat(key("Duplicate entry 'a' for key 'ride_driver'")).isEqualTo("ride_driver");
        assertThat(key("Duplicate entry 'a' for key 'ride.ride_driver'")).isEqualTo("ride_driver");
        assertThat(key("Duplicate entry 'x' for key 'y' for key 'PRIMARY'")).isEqualTo("PRIMARY");
        assertThat(key("Duplicate entry '\\x01\n' for key 'PRIMARY'")).isEqualTo("PRIMARY");
    }

    @Test
    void every_packaged_migration_is_found() {
        assertThat(Migrations.packaged(List.of("db/platform", "db/probe"))).contains("1", "100");
        assertThatThrownBy(() -> Migrations.packaged(List.of("db/nothing"))).isInstanceOf(IllegalStateException.class);
    }

    private static String key(String message) {
        return SqlErrors.key(new MySQLException(message, 1062, "23000"));
    }
}
