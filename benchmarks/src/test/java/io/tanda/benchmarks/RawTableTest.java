package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RawTableTest {
    private static final UUID ONE = new UUID(1, 2);
    private static final UUID OTHER = new UUID(3, 4);

    /** As a booking leaves two deadlines. */
    private final RawTable deadlines = new RawTable(
            "deadline",
            List.of("aggregate_id", "kind", "due_at"),
            0,
            List.of(List.of(Buffer.buffer("old"), "state", 7L), List.of(Buffer.buffer("old"), "search", 9L)));

    @Test
    void writes_all_rows_of_all_bookings_in_one_statement() {
        assertThat(deadlines.insert(2))
                .isEqualTo("INSERT INTO deadline (aggregate_id, kind, due_at) VALUES"
                        + " (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?)");
    }

    @Test
    void only_the_id_is_another() {
        Tuple arguments = deadlines.arguments(List.of(ONE, OTHER));

        assertThat(arguments.size()).isEqualTo(12);
        assertThat(arguments.getBuffer(0)).isEqualTo(RawTable.bytes(ONE));
        assertThat(arguments.getString(1)).isEqualTo("state");
        assertThat(arguments.getLong(2)).isEqualTo(7);
        assertThat(arguments.getBuffer(3)).isEqualTo(RawTable.bytes(ONE));
        assertThat(arguments.getLong(5)).isEqualTo(9);
        assertThat(arguments.getBuffer(9)).isEqualTo(RawTable.bytes(OTHER));
        assertThat(RawTable.bytes(ONE).length()).isEqualTo(16);
    }
}
