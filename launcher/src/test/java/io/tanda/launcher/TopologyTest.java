package io.tanda.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.Contexts;
import io.tanda.platform.Kit;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.testing.TestKit;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("B6")
class TopologyTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    @Test
    void every_context_has_a_verticle() {
        Kit kit = TestKit.of(vertx);
        assertThat(Contexts.ALL)
                .allSatisfy(context -> assertThat(Verticles.of(context, kit)).isNotNull());
    }

    @Test
    void all_of_them_by_default_in_the_order_of_their_start() {
        assertThat(topology(Map.of()).contexts()).isEqualTo(Contexts.ALL);
    }

    @Test
    void any_of_them_in_whatever_order_they_are_named() {
        assertThat(topology(Map.of("verticles", "dispatch , history")).contexts())
                .containsExactly(Contexts.HISTORY, Contexts.DISPATCH);
    }

    @Test
    void a_second_one_of_a_kind_is_refused_with_what_to_do_instead() {
        assertThat(topology(Map.of("verticles", "web:1,booking:1")).contexts())
                .containsExactly(Contexts.BOOKING, Contexts.WEB);
        assertThatThrownBy(() -> topology(Map.of("verticles", "web,booking:2")))
                .hasMessageContaining("\"booking:2\"")
                .hasMessageContaining("start another process");
        assertThatThrownBy(() -> topology(Map.of("verticles", "web,booking:many")))
                .hasMessageContaining("\"booking:many\"");
        assertThatThrownBy(() -> topology(Map.of("verticles", "web,booking,web")))
                .hasMessageContaining("web twice");
    }

    @Test
    void who_is_unknown_is_named_with_those_who_are_not() {
        assertThatThrownBy(() -> topology(Map.of("verticles", "booking,taximeter")))
                .hasMessageContaining("\"taximeter\"")
                .hasMessageContaining(
                        "web, booking, dispatch, message, payment, rental, delivery, catalogue, notify, history");
    }

    @Test
    void web_without_booking_is_for_development() {
        assertThatThrownBy(() -> topology(Map.of("verticles", "web"))).hasMessageContaining("web without booking");
        assertThatCode(() -> topology(Map.of("verticles", "web", "profile", "dev")))
                .doesNotThrowAnyException();
    }

    @Test
    void who_takes_requests_is_there_for_bookings_whatever_else_it_runs() {
        assertThat(topology(Map.of()).role()).containsExactlyInAnyOrder(Contexts.WEB, Contexts.BOOKING);
        assertThat(topology(Map.of("verticles", "dispatch,payment")).role())
                .containsExactlyInAnyOrder(Contexts.DISPATCH, Contexts.PAYMENT);
    }

    /** Alone in its process as well: nobody else's check would find it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "booking",
                "dispatch",
                "payment",
                "message",
                "history",
                "notify",
                "catalogue",
                "delivery",
                "rental"
            })
    void a_wrong_value_is_refused_at_start_with_its_key_and_range(String name) {
        Kit quiet = TestKit.of(vertx);
        Kit kit = new Kit(
                quiet.bus(),
                quiet.clock(),
                Settings.of(Map.of(name + ".store.pool", "1000", "kafka.partitions", "none")),
                quiet.meters(),
                quiet.health());
        assertThatThrownBy(() -> vertx.deployVerticle(
                                Verticles.of(Contexts.named(name).orElseThrow(), kit))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(15, TimeUnit.SECONDS))
                .hasMessageContaining(name + ".store.pool")
                .hasMessageContaining("from 2 to 64")
                .hasMessageContaining("kafka.partitions")
                .hasMessageContaining("mysql.url");
    }

    @Test
    void everything_that_is_wrong_with_any_of_them_is_reported_at_once() {
        Settings settings = Settings.of(Map.of(
                "booking.store.pool", "1000",
                "dispatch.max-taxis", "1",
                "payment.gateway.connections", "0",
                "http.port", "http",
                "kafka.bootstrap", "127.0.0.1:1"));
        Topology topology = Topology.of(settings);
        assertThatThrownBy(() -> {
                    topology.contexts().forEach(context -> Verticles.read(context, settings));
                    settings.check();
                })
                .hasMessageContainingAll(
                        "booking.store.pool",
                        "dispatch.max-taxis",
                        "payment.gateway.connections",
                        "gateway.url",
                        "http.port",
                        "keys.dir")
                .satisfies(refused -> assertThat(refused.getMessage()).containsOnlyOnce("mysql.url"));
    }

    private static Topology topology(Map<String, String> values) {
        Settings settings = Settings.of(values);
        Topology topology = Topology.of(settings);
        settings.check();
        return topology;
    }
}
