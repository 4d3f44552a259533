package io.tanda.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask only for what there is, and the page of meters says who asks for it. */
class MonitoringTest {
    private static final MetricsPage SOME = MetricsPage.parse("""
            ## Some
            | `tanda_outbox_lag_seconds` | gauge | `context`: `booking` `payment` | s | how old | A panel |
            | `tanda_http_requests_seconds` | histogram | `operation`: of the contract; `status`: of HTTP | s | how long | |
            | `tanda_consumer_delay_seconds` | summary | `consumer`: who; `quantile`: `0.95` | s | how late | |
            """);

    @Test
    void alerts_and_panels_name_only_meters_and_labels_that_there_are() throws IOException {
        MetricsPage page = MetricsPage.read();
        Map<String, Object> flaws = new TreeMap<>();
        Monitoring.expressions()
                .forEach((where, expressions) -> expressions.forEach(expression -> {
                    var found = PromQl.flaws(expression, page);
                    if (!found.isEmpty()) flaws.put(where, found);
                }));
        assertThat(flaws).isEmpty();
    }

    @Test
    void the_page_says_who_uses_a_meter() throws IOException {
        MetricsPage page = MetricsPage.read();
        Map<String, TreeSet<String>> uses = new TreeMap<>();
        Map<String, TreeSet<String>> said = new TreeMap<>();
        page.lines().forEach((name, line) -> {
            uses.put(name, new TreeSet<>());
            said.put(name, new TreeSet<>(line.usedBy()));
        });
        Monitoring.expressions()
                .forEach((where, expressions) -> expressions.stream()
                        .flatMap(expression -> PromQl.parse(expression).selectors.stream())
                        .map(selector -> page.find(selector.metric()))
                        .forEach(found -> {
                            if (found != null)
                                uses.computeIfAbsent(found.line().name(), none -> new TreeSet<>())
                                        .add(where);
                        }));
        assertThat(said).isEqualTo(uses);
    }

    @Test
    void what_is_named_wrong_is_found() {
        assertThat(PromQl.flaws("max(tanda_outbox_lags_seconds)", SOME))
                .containsExactly("there is no meter tanda_outbox_lags_seconds");
        assertThat(PromQl.flaws("rate(tanda_outbox_lag_seconds_count[5m]) > 0.1", SOME))
                .containsExactly("there is no meter tanda_outbox_lag_seconds_count");
        assertThat(PromQl.flaws("tanda_consumer_delay_seconds_bucket", SOME)).hasSize(1);
        assertThat(PromQl.flaws("tanda_http_requests_seconds", SOME)).hasSize(1);
        assertThat(PromQl.flaws("max by (kontext) (tanda_outbox_lag_seconds)", SOME))
                .containsExactly("none of its meters has a label kontext");
        assertThat(PromQl.flaws("tanda_outbox_lag_seconds{consumer=\"x\"}", SOME))
                .containsExactly("tanda_outbox_lag_seconds has no label consumer");
        assertThat(PromQl.flaws("tanda_outbox_lag_seconds{context=\"bookings\"}", SOME))
                .containsExactly("tanda_outbox_lag_seconds: context is never bookings");
        assertThat(PromQl.flaws("tanda_outbox_lag_seconds{context=~\"booking|bookings\"}", SOME))
                .hasSize(1);
        assertThat(PromQl.flaws("tanda_consumer_delay_seconds_max{quantile=\"0.95\"}", SOME))
                .hasSize(1);
    }

    @Test
    void what_is_named_right_is_let_be() {
        for (String right : List.of(
                "histogram_quantile(0.99, sum by (operation, le) "
                        + "(rate(tanda_http_requests_seconds_bucket{namespace=\"$namespace\",status=~\"5..\"}[$__rate_interval])))",
                "sum(rate(tanda_http_requests_seconds_count[5m])) / sum(rate(tanda_http_requests_seconds_sum[5m])) > 0.01",
                "absent(tanda_outbox_lag_seconds{context!=\"payment\"}) or max by (pod) (tanda_consumer_delay_seconds_max)",
                "tanda_consumer_delay_seconds{quantile=\"0.95\"} > bool 2"))
            assertThat(PromQl.flaws(right, SOME)).as(right).isEmpty();
    }

    @Test
    void each_alert_says_whom_it_wakes_and_what_is_wrong() throws IOException {
        Monitoring.alerts().forEach((name, rule) -> {
            assertThat(rule.getJsonObject("labels").getString("severity"))
                    .as(name)
                    .isIn("page", "ticket");
            assertThat(rule.getJsonObject("annotations").getString("summary"))
                    .as(name)
                    .isNotBlank();
        });
    }

    /** An autoscaler that asks for what its pods never have removes none any more. */
    @Test
    void pods_are_added_and_removed_by_what_these_pods_measure() throws IOException {
        MetricsPage page = MetricsPage.read();
        Map<String, List<String>> autoscalers = Monitoring.autoscalers();
        assertThat(autoscalers.keySet())
                .containsExactlyInAnyOrder(
                        "tanda-front",
                        "tanda-dispatch",
                        "tanda-payment",
                        "tanda-history",
                        "tanda-notify",
                        "tanda-catalogue",
                        "tanda-delivery",
                        "tanda-rental",
                        "tanda-message");
        autoscalers.forEach((deployment, metrics) -> {
            String context = deployment.equals("tanda-front") ? "booking" : deployment.substring("tanda-".length());
            assertThat(metrics).as(deployment).isNotEmpty().allSatisfy(metric -> {
                MetricsPage.Found found = page.find(metric);
                assertThat(found).as(metric).isNotNull();
                assertThat(found.line().labels().values().stream().flatMap(Set::stream))
                        .as(metric)
                        .anyMatch(value -> value.equals(context) || value.startsWith(context + "<-"));
            });
        });
    }

    @Test
    void prometheus_scrapes_the_port_that_the_service_names_of_the_pods_that_it_selects() throws IOException {
        JsonObject service = Monitoring.yaml("service.yaml");
        JsonObject monitor = Monitoring.yaml("service-monitor.yaml").getJsonObject("spec");
        Map<String, Object> labels =
                service.getJsonObject("metadata").getJsonObject("labels").getMap();
        JsonObject port = service.getJsonObject("spec").getJsonArray("ports").getJsonObject(0);
        JsonObject endpoint = monitor.getJsonArray("endpoints").getJsonObject(0);

        assertThat(labels)
                .containsAllEntriesOf(monitor.getJsonObject("selector")
                        .getJsonObject("matchLabels")
                        .getMap());
        assertThat(endpoint.getString("port")).isEqualTo(port.getString("name"));
        assertThat(endpoint.getString("path")).isEqualTo("/metrics");
    }

    @Test
    void the_component_brings_every_file_of_its_folder() throws IOException {
        JsonObject component = Monitoring.yaml("kustomization.yaml");
        List<String> brought = Stream.of(
                        component.getJsonArray("resources").stream(),
                        component.getJsonArray("configMapGenerator").getJsonObject(0).getJsonArray("files").stream(),
                        Stream.<Object>of("kustomization.yaml"))
                .flatMap(files -> files)
                .map(String::valueOf)
                .toList();
        assertThat(Monitoring.files()).containsExactlyInAnyOrderElementsOf(brought);
    }
}
