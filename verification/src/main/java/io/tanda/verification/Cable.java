package io.tanda.verification;

import io.tanda.pods.Place;
import io.tanda.pods.PodCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What reaches a pod, and what it reaches: pulled out and put back from within the pod's own network, so that nobody is told. */
final class Cable {
    private final PodCluster pods;

    Cable(PodCluster pods) {
        this.pods = pods;
    }

    /** From everything: other pods, database, broker, and who looks whether it is ready. */
    void pull(Place place) throws IOException {
        in(place, "link", "set", "eth0", "down");
    }

    void putBack(Place place) throws IOException {
        in(place, "link", "set", "eth0", "up");
    }

    /** No pod of one side reaches one of the other; database, broker and proxy reach them all. */
    void split(List<Place> side, List<Place> other) throws IOException {
        between("add", side, other);
        between("add", other, side);
    }

    void heal(List<Place> side, List<Place> other) throws IOException {
        between("del", side, other);
        between("del", other, side);
    }

    private void between(String change, List<Place> from, List<Place> to) throws IOException {
        for (Place here : from) for (Place there : to) in(here, "route", change, "blackhole", there.address() + "/32");
    }

    private void in(Place place, String... ip) throws IOException {
        List<String> command = new ArrayList<>(List.of("nsenter", "--net=/proc/" + pods.pid(place) + "/ns/net", "ip"));
        command.addAll(List.of(ip));
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) throw new IOException(String.join(" ", command) + " ended with " + code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
