package io.tanda.verification;

import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that the fronts do without for a while: its processes are killed, and come back together. */
final class Outage {
    /** What is off. */
    enum Part {
        DISPATCH,
        PAYMENT,
        HISTORY,
        NOTIFY,
        KAFKA,
        ALL;

        private List<Role> roles() {
            return switch (this) {
                case DISPATCH -> List.of(Role.DISPATCH);
                case PAYMENT -> List.of(Role.PAYMENT);
                case HISTORY, NOTIFY -> List.of(Role.HISTORY);
                case KAFKA -> List.of();
                case ALL -> List.of(Role.DISPATCH, Role.PAYMENT, Role.HISTORY);
            };
        }

        /** What the process of the two that share one runs meanwhile. */
        private @Nullable String insteadOfHistory() {
            return switch (this) {
                case HISTORY -> "notify";
                case NOTIFY -> "history";
                case DISPATCH, PAYMENT, KAFKA, ALL -> null;
            };
        }

        private boolean kafka() {
            return this == KAFKA || this == ALL;
        }

        /** Calls can be taken meanwhile: those that dispatch has heard of. */
        boolean dispatches() {
            return !roles().contains(Role.DISPATCH);
        }

        /** Calls that were made meanwhile wait for its return. */
        boolean holdsCalls() {
            return kafka() || !dispatches();
        }
    }

    private final Cluster cluster;
    private final Part part;
    private final Map<Role, Integer> before = new EnumMap<>(Role.class);

    private Outage(Cluster cluster, Part part) {
        this.cluster = cluster;
        this.part = part;
    }

    static Outage begin(Cluster cluster, Part part) throws IOException {
        Outage outage = new Outage(cluster, part);
        for (Role role : part.roles()) {
            outage.before.put(role, cluster.members(role).size());
            outage.kill(role);
        }
        String instead = part.insteadOfHistory();
        if (instead != null) cluster.awaitReady(cluster.begin(Role.HISTORY, instead));
        if (part.kafka()) cluster.stopKafka();
        return outage;
    }

    /** All that was there before is ready when it returns. */
    void end() throws IOException {
        if (part.insteadOfHistory() != null) kill(Role.HISTORY);
        if (part.kafka()) cluster.kafkaAgain();
        List<Member> back = new ArrayList<>();
        for (Map.Entry<Role, Integer> role : before.entrySet())
            for (int i = 0; i < role.getValue(); i++) back.add(cluster.begin(role.getKey()));
        for (Member member : back) cluster.awaitReady(member);
    }

    private void kill(Role role) throws IOException {
        for (Member member : cluster.members(role)) {
            member.send(Signal.KILL);
            member.awaitEnd(Cluster.STOP_LIMIT);
            cluster.forget(member);
        }
    }
}
