package io.tanda.simulator.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is killed at once. @param processes as in NAME.pid */
enum Kill {
    DATABASE("the database", List.of("mariadb")),
    BROKER("the broker", List.of("kafka")),
    SERVER("the server alone", List.of("app")),
    EVERYTHING("database, broker and server", List.of("mariadb", "kafka", "app"));

    private final String what;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> processes;

    Kill(String what, List<String> processes) {
        this.what = what;
        this.processes = processes;
    }

    String what() {
        return what;
    }

    List<String> processes() {
        return processes;
    }

    /** Each kind so many times, in an order that the seed decides. */
    static List<Kill> plan(int ofEach, Random random) {
        List<Kill> all = new ArrayList<>();
        for (Kill kind : values()) for (int i = 0; i < ofEach; i++) all.add(kind);
        Collections.shuffle(all, random);
        return List.copyOf(all);
    }
}
