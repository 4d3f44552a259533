package io.tanda.system;

import static io.tanda.system.Depot.field;
import static io.tanda.system.Depot.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.system.Caller.Seen;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders are taken while catalogue and delivery are down, and go on when they are back. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DepotAwayIT {
    @Test
    @Tag("E2")
    @Tag("E3")
    void an_order_is_kept_while_delivery_is_away_and_is_not_canceled_without_it() throws IOException {
        UUID driver = UUID.randomUUID();
        String seat;
        try (OneNode node = new OneNode("depot-before");
                Caller api = new Caller(node.api())) {
            seat = new Depot(api, node.tokens().operator(UUID.randomUUID())).product(3);
        }
        String order;
        String canceled;
        String key = key();
        try (OneNode node = new OneNode("depot-away", Map.of("verticles", "web,booking,rental"));
                Caller api = new Caller(node.api())) {
            String token = node.tokens().driver(driver);
            Depot depot = new Depot(api, node.tokens().operator(UUID.randomUUID()));
            order = depot.order(token, seat, 2);
            canceled = depot.order(token, seat, 1);
            for (int i = 0; i < 8; i++) {
                Seen refused = depot.cancel(token, key, canceled);
                assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            }
            assertThat(field(depot.cancel(token, key, canceled), "code"))
                    .as("the breaker is open: nothing was done")
                    .isEqualTo("unavailable");
            assertThat(depot.status(token, canceled)).isEqualTo("ordered");
        }
        try (OneNode node = new OneNode("depot-back");
                Caller api = new Caller(node.api())) {
            String token = node.tokens().driver(driver);
            Depot depot = new Depot(api, node.tokens().operator(UUID.randomUUID()));
            depot.becomes("delivered", token, order);
            Seen now = depot.cancel(token, key, canceled);
            assertThat(now.status()).as(now.body()).isEqualTo(200);
            depot.becomes("canceled", token, canceled);
            depot.stockBecomes(seat, 1, 2);
        }
    }
}
