package io.tanda.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The comparison of page and process sees each way in which they may differ. */
class MetricsPageTest {
    private static final Scrape SCRAPE = Scrape.parse("""
            # HELP tanda_outbox_lag_seconds how old
            # TYPE tanda_outbox_lag_seconds gauge
            tanda_outbox_lag_seconds{context="booking"} 0.0
            # TYPE tanda_store_wait_seconds histogram
            tanda_store_wait_seconds_bucket{context="booking",le="0.1"} 4
            tanda_store_wait_seconds_count{context="booking"} 4
            tanda_store_wait_seconds_sum{context="booking"} 0.012
            # TYPE tanda_store_wait_seconds_max gauge
            tanda_store_wait_seconds_max{context="booking"} 0.004
            """);

    private static final String GAUGE =
            "| `tanda_outbox_lag_seconds` | gauge | `context`: `booking` | s | how old | |\n";
    private static final String TIMER =
            "| `tanda_store_wait_seconds` | histogram | `context` of the unit | s | how long | |\n";

    @Test
    void what_agrees_has_no_differences() {
        assertThat(SCRAPE.differences(page(GAUGE + TIMER))).isEmpty();
    }

    @Test
    void each_difference_is_told() {
        assertThat(SCRAPE.differences(page(GAUGE))).containsExactly("tanda_store_wait_seconds: a meter without a line");
        assertThat(SCRAPE.differences(page(GAUGE + TIMER + GAUGE.replace("outbox", "inbox"))))
                .containsExactly("tanda_inbox_lag_seconds: a line without a meter");
        assertThat(SCRAPE.differences(page(GAUGE + TIMER.replace("histogram", "summary"))))
                .containsExactly("tanda_store_wait_seconds: a histogram and no summary");
        assertThat(SCRAPE.differences(page(GAUGE.replace("`booking`", "`payment`") + TIMER)))
                .containsExactly("tanda_outbox_lag_seconds: context may be booking and the line does not say so");
        assertThat(SCRAPE.differences(page(GAUGE.replace("`context`: `booking`", "none") + TIMER)))
                .containsExactly("tanda_outbox_lag_seconds: a label context that the line does not have");
        assertThat(SCRAPE.differences(page(GAUGE + TIMER.replace("unit", "unit; `line`"))))
                .containsExactly("tanda_store_wait_seconds: has no label line");
    }

    @Test
    void what_need_not_have_happened_may_be_missing() {
        MetricsPage page = MetricsPage.parse(
                "## Always\n" + GAUGE + TIMER + "## Once it has happened\n" + GAUGE.replace("outbox", "inbox"));
        assertThat(SCRAPE.differences(page)).isEmpty();
    }

    @Test
    void every_row_of_the_page_is_a_line() throws IOException {
        long rows =
                MetricsPage.text().lines().filter(row -> row.startsWith("| `")).count();
        assertThat(MetricsPage.read().lines()).hasSize((int) rows);
    }

    private static MetricsPage page(String lines) {
        return MetricsPage.parse("## Some\n" + lines);
    }
}
