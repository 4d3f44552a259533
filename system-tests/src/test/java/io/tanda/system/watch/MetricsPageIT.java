package io.tanda.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.TandaRoot;
import io.tanda.system.OneNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a process that has seen a ride shows to Prometheus is what {@code docs/METRICS.md} says. */
class MetricsPageIT {
    @Test
    void every_meter_has_its_line_and_every_line_its_meter() throws IOException, InterruptedException {
        String text;
        try (OneNode node = new OneNode("metrics", Map.of("areas.file", "new-york", "roads.map", "new-york-midtown"))) {
            try (WholeRide ride = new WholeRide(node);
                    HttpClient http = HttpClient.newHttpClient()) {
                ride.drive();
                text = http.send(
                                HttpRequest.newBuilder(node.management().resolve("/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
            }
        }
        // For whoever mends the page.
        Files.writeString(TandaRoot.find().resolve("system-tests/target/metrics.txt"), text);

        assertThat(Scrape.parse(text).differences(MetricsPage.read())).isEmpty();
    }
}
