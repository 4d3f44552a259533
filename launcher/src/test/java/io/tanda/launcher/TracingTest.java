package io.tanda.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.trace.Step;
import io.tanda.platform.trace.Traces;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    /** Nobody listens there: what waits to be sent is dropped. */
    private static final String NOBODY = "http://127.0.0.1:9/v1/traces";

    @Test
    void nothing_is_kept_unless_somebody_says_where() {
        Tracing.Open open = tracing(Map.of()).open();
        assertThat(open.traces()).isSameAs(Traces.OFF);
        Step step = open.traces().begin("web", SpanKind.SERVER, "GET /", TRACEPARENT, () -> null);
        assertThat(step).isSameAs(Step.NONE);
        assertThat(step.traceparent(TRACEPARENT)).isSameAs(TRACEPARENT);
    }

    @Test
    void a_step_goes_on_from_the_one_before() {
        assertThat(flagAfter("1", TRACEPARENT)).isEqualTo("0af7651916cd43dd8448eb211c80319c-01");
    }

    @Test
    void a_client_that_wishes_to_be_traced_counts_only_within_the_share() {
        assertThat(flagAfter("0", TRACEPARENT)).isEqualTo("0af7651916cd43dd8448eb211c80319c-00");
        assertThat(flagAfter("1", TRACEPARENT.replace("-01", "-00"))).endsWith("-00");
    }

    private static String flagAfter(String sample, String parent) {
        Tracing.Open open =
                tracing(Map.of("traces.otlp", NOBODY, "traces.sample", sample)).open();
        try {
            String[] parts = String.valueOf(open.traces()
                            .begin("web", SpanKind.SERVER, "GET /", parent, () -> null)
                            .traceparent(null))
                    .split("-");
            assertThat(parts[2]).isNotEqualTo(parent.split("-")[2]);
            return parts[1] + "-" + parts[3];
        } finally {
            open.close().run();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"collector:4318", "ftp://collector/v1/traces", "http://collector:4318", "http:///v1/traces", "no"
            })
    void what_is_no_address_of_a_collector_is_refused_at_start(String otlp) {
        assertThatThrownBy(() -> tracing(Map.of("traces.otlp", otlp)))
                .hasMessageContaining("TANDA_TRACES_OTLP")
                .hasMessageContaining("http://collector:4318/v1/traces")
                .hasMessageContaining(otlp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.5", "ten", "NaN"})
    void what_is_no_share_is_refused_at_start(String sample) {
        assertThatThrownBy(() -> tracing(Map.of("traces.sample", sample)))
                .hasMessageContaining("TANDA_TRACES_SAMPLE")
                .hasMessageContaining("from 0 to 1")
                .hasMessageContaining(sample);
    }

    private static Tracing tracing(Map<String, String> values) {
        Settings settings = Settings.of(values);
        Tracing tracing = Tracing.of(settings);
        settings.check();
        return tracing;
    }
}
