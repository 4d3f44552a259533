package io.tanda.verification;

import io.vertx.core.Vertx;
import java.io.IOException;

/** A promise that is tried on a cluster which runs, and runs again afterwards. */
interface Figure {
    /** As in {@code ./tanda verify NAME}. */
    String name();

    Finding tryIt(Stage stage) throws IOException, Calls.Broken;

    /**
     * @param full as often and as long as the promise says; else so that it fits into a test
     * @param availability counts what is asked in all figures
     * @param out for the eye: what is done next
     */
    record Stage(Vertx vertx, Cluster cluster, boolean full, Availability availability, Verify.Lines out) {
        Calls patient() throws IOException {
            return Calls.patient(vertx, cluster.api(), cluster.keys(), availability);
        }

        Calls impatient() throws IOException {
            return Calls.impatient(vertx, cluster.api(), cluster.keys(), availability);
        }
    }
}
