package io.tanda.pods;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A HorizontalPodAutoscaler on CPU as Kubernetes documents it, so that its rule can be tried with a load that was measured: every 15 s it
 * wants {@code ceil(pods * used / target)}, nothing when that is within a tenth; on the way down the highest wish of the stabilization
 * window counts; and a policy bounds how many pods come or go in its period.
 *
 * <p>Source: kubernetes.io, "Horizontal Pod Autoscaling", algorithm details and configurable scaling behavior.
 */
public final class Autoscaler {
    private static final Duration SYNC = Duration.ofSeconds(15);
    private static final double TOLERANCE = 0.1;

    private final Rule rule;
    private final Deque<At> wishes = new ArrayDeque<>();
    private final Deque<At> changes = new ArrayDeque<>();
    private int pods;

    public Autoscaler(Rule rule) {
        this.rule = rule;
        this.pods = rule.least();
    }

    /**
     * @param least of pods, and what it begins with
     * @param target CPU used, as a share of {@code requestCpus}
     * @param requestCpus of one pod, in processors
     * @param up at most so many more in a period
     * @param down at most so many fewer in a period
     * @param downWindow in which the highest wish counts
     */
    public record Rule(
            int least, int most, double target, double requestCpus, Policy up, Policy down, Duration downWindow) {}

    /** @param pods in one period */
    public record Policy(int pods, Duration period) {}

    private record At(Duration time, int pods) {}

    /**
     * A load for a while.
     *
     * @param cpus in processors, of all pods together, however many they are
     */
    public record Load(Duration lasts, double cpus) {}

    /**
     * From one number of pods to another.
     *
     * @param time since the beginning
     * @param used before the change, as a share of what the pods request
     */
    public record Change(Duration time, int from, int to, double used) {}

    /** Plays the loads one after another. @return what it did, in order */
    public List<Change> play(List<Load> loads) {
        List<Change> played = new ArrayList<>();
        Duration now = Duration.ZERO;
        Duration end = Duration.ZERO;
        for (Load load : loads) {
            end = end.plus(load.lasts());
            for (; now.compareTo(end) < 0; now = now.plus(SYNC)) {
                double used = load.cpus() / (pods * rule.requestCpus());
                int before = pods;
                pods = next(now, used);
                if (pods != before) played.add(new Change(now, before, pods, used));
            }
        }
        return played;
    }

    private int next(Duration now, double used) {
        double ratio = used / rule.target();
        int wish = Math.abs(ratio - 1) <= TOLERANCE ? pods : (int) Math.ceil(pods * ratio);
        wish = Math.clamp(wish, rule.least(), rule.most());
        wishes.addLast(new At(now, wish));
        forget(wishes, now.minus(rule.downWindow()));
        int next = wish;
        if (wish > pods)
            next = Math.min(wish, changed(now, rule.up(), true) + rule.up().pods());
        if (wish < pods) {
            int highest = wishes.stream().mapToInt(At::pods).max().orElse(wish);
            next = Math.min(
                    pods,
                    Math.max(
                            highest,
                            changed(now, rule.down(), false) - rule.down().pods()));
        }
        if (next != pods) changes.addLast(new At(now, next - pods));
        return next;
    }

    /** How many pods there were a period ago, by what has been added, or taken away, since. */
    private int changed(Duration now, Policy policy, boolean up) {
        Duration since = now.minus(policy.period());
        int within = changes.stream()
                .filter(change -> change.time().compareTo(since) > 0 && change.pods() > 0 == up)
                .mapToInt(At::pods)
                .sum();
        return pods - within;
    }

    private static void forget(Deque<At> kept, Duration before) {
        while (kept.getFirst().time().compareTo(before) < 0) kept.removeFirst();
    }
}
