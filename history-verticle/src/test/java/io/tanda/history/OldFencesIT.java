package io.tanda.history;

import io.tanda.platform.testing.OldFences;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OldFencesIT {
    @Test
    void how_far_a_ride_was_followed_is_forgotten_when_it_is_old_and_over(Vertx vertx) {
        OldFences.goWhereTheRideIsOver(
                vertx,
                "history",
                RideRows.OVER,
                "INSERT IGNORE INTO ride (ride_id, ended_at) VALUES (?, 1)",
                "INSERT IGNORE INTO ride (ride_id) VALUES (?)");
    }
}
