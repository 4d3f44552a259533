package io.tanda.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopsTest {
    private final Stops stops = new Stops("test");
    private final List<String> stopped = new ArrayList<>();

    @Test
    void what_was_started_last_is_stopped_first_and_a_failure_keeps_nobody_running() {
        stops.add(() -> stop("store", Future.succeededFuture()));
        stops.starting(Future::succeededFuture, () -> stop("relay", Future.failedFuture("it hangs")));
        stops.serving(Future.succeededFuture(() -> stop("address", Future.succeededFuture())));
        assertThat(stops.run().succeeded()).isTrue();
        assertThat(stopped).containsExactly("address", "relay", "store");
    }

    @Test
    void a_start_that_fails_stops_what_had_begun_and_says_why() {
        stops.add(() -> stop("store", Future.succeededFuture()));
        Future<Void> start = stops.orStop(
                stops.starting(() -> Future.failedFuture("no broker"), () -> stop("relay", Future.succeededFuture())));
        assertThat(start.cause()).hasMessage("no broker");
        assertThat(stopped).containsExactly("relay", "store");
    }

    @Test
    void what_never_served_needs_no_stop() {
        assertThat(stops.serving(Future.failedFuture("taken")).failed()).isTrue();
        stops.run();
        assertThat(stopped).isEmpty();
    }

    private Future<Void> stop(String what, Future<Void> how) {
        stopped.add(what);
        return how;
    }
}
