package io.tanda.simulator.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is killed at once. @param processes as in NAME.pid */
record Kill(String what, List<String> processes) {
    private static final String DATABASE = "mariadb";
    private static final String BROKER = "kafka";

    Kill {
        processes = List.copyOf(processes);
    }

    /**
     * Database, broker, a process of the server, and all of it: each so many times, in an order that the seed decides.
     *
     * @param app the server's processes: where there are several they take turns, each at least once
     */
    static List<Kill> plan(List<String> app, int ofEach, Random random) {
        List<Kill> all = new ArrayList<>();
        for (int i = 0; i < ofEach; i++) all.add(new Kill("the database", List.of(DATABASE)));
        for (int i = 0; i < ofEach; i++) all.add(new Kill("the broker", List.of(BROKER)));
        int turns = ofEach == 0 ? 0 : Math.max(ofEach, app.size());
        for (int i = 0; i < turns; i++) {
            String process = app.get(i % app.size());
            all.add(new Kill(app.size() == 1 ? "the server alone" : process + " alone", List.of(process)));
        }
        List<String> everything = new ArrayList<>(List.of(DATABASE, BROKER));
        everything.addAll(app);
        for (int i = 0; i < ofEach; i++) all.add(new Kill("database, broker and server", everything));
        Collections.shuffle(all, random);
        return List.copyOf(all);
    }
}
