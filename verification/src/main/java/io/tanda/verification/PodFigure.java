package io.tanda.verification;

import io.tanda.pods.Place;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A promise that is tried on pods in containers, which all run again afterwards. */
interface PodFigure {
    /** As in {@code ./tanda verify NAME}. */
    String name();

    String promise();

    Finding tryIt(Stage stage) throws IOException, Calls.Broken;

    /**
     * @param full as often as the promise says; else so that it takes minutes
     * @param availability counts what is asked in all figures
     */
    record Stage(Vertx vertx, Containers containers, boolean full, Availability availability) {
        Calls patient() throws IOException {
            return Calls.patient(vertx, containers.endpoints().api(), containers.keys(), availability);
        }

        Calls impatient() throws IOException {
            return Calls.impatient(vertx, containers.endpoints().api(), containers.keys(), availability);
        }

        /** What is asked of this front needs dispatch, which runs elsewhere. */
        void awaitTogether(Place front, Duration limit) throws IOException {
            URI api =
                    URI.create("http://" + front.address() + ":" + front.role().httpPort());
            try (Calls direct = Calls.impatient(vertx, api, containers.keys(), new Availability())) {
                Wait.until(front.name() + " reaches the others", limit, () -> {
                    try {
                        direct.driver();
                        return true;
                    } catch (Calls.Broken e) {
                        return false;
                    }
                });
            }
        }
    }
}
