package io.tanda.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tanda.contract.Contexts;
import io.tanda.platform.ops.Health;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What two verticles of a kind in one process would do to each other: why {@link Topology} lets in one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OneOfAKindTest {
    @Test
    void a_second_check_of_a_name_hides_that_the_first_one_fails() throws Exception {
        Vertx vertx = Vertx.vertx();
        Health health = new Health(vertx);
        health.ready(Contexts.BOOKING, "booking.store", () -> Future.failedFuture("down"));
        health.ready(Contexts.BOOKING, "booking.store", Future::succeededFuture);
        assertThat(health.checkReady().await(10, TimeUnit.SECONDS).getUp()).isTrue();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_second_gauge_of_a_name_is_not_shown() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Gauge.builder("tanda.store.waiting", () -> 1).register(meters);
        Gauge.builder("tanda.store.waiting", () -> 2).register(meters);
        assertThat(meters.scrape()).contains("tanda_store_waiting 1.0").doesNotContain("2.0");
    }
}
