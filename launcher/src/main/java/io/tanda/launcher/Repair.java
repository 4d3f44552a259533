package io.tanda.launcher;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.event.Topic;
import io.tanda.platform.events.follow.Redrive;
import io.tanda.platform.events.follow.Redrive.Behind;
import io.tanda.platform.flow.Repeat;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a lost topic never delivered. The last version of each aggregate in each journal is compared with how far each follower says he is;
 * where one is behind and does not move, he reads the journal.
 */
public final class Repair {
    /** Followers look once a minute, and read 200 aggregates each. */
    private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private record Stuck(Redrive redrive, List<Behind> behind) {}

    private final Vertx vertx;
    private final InstantSource real;
    private final Duration moves;
    private final Consumer<String> said;
    private final List<Redrive> all = new ArrayList<>();

    /**
     * @param stores each context's
     * @param moves within which an event that is on its way takes effect
     * @param said told what is found
     */
    public Repair(
            Vertx vertx, Function<Context, Store> stores, InstantSource real, Duration moves, Consumer<String> said) {
        this.vertx = vertx;
        this.real = real;
        this.moves = moves;
        this.said = said;
        for (Context follower : Contexts.ALL)
            for (Topic<?> topic : follower.follows())
                all.add(new Redrive(follower.name(), stores.apply(owner(topic)), stores.apply(follower)));
    }

    private static Context owner(Topic<?> topic) {
        return Contexts.ALL.stream()
                .filter(context -> topic.equals(context.topic()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * @return how many aggregates were behind and are not any more; fails where nobody reads on for three minutes: then they stay parked for
     *     whoever follows next
     */
    public Future<Integer> run() {
        List<Stuck> looked = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (Redrive each : all)
            done = done.compose(before -> each.behind(real.instant())).map(behind -> {
                looked.add(new Stuck(each, behind));
                return null;
            });
        return done.compose(read -> looked.stream().allMatch(one -> one.behind().isEmpty())
                        ? Future.succeededFuture()
                        : vertx.timer(moves.toMillis()))
                .compose(waited -> park(looked))
                .compose(stuck -> awaitAll(stuck).map(read -> sum(stuck)));
    }

    private Future<List<Stuck>> park(List<Stuck> looked) {
        List<Stuck> stuck = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (Stuck each : looked) {
            Redrive redrive = each.redrive();
            done = done.compose(before -> redrive.unmoved(each.behind())).compose(behind -> {
                said.accept(redrive.consumer() + ": "
                        + (behind.isEmpty() ? "nothing is missing" : behind.size() + " were never told all"));
                if (!behind.isEmpty()) stuck.add(new Stuck(redrive, behind));
                return redrive.park(behind);
            });
        }
        return done.map(stuck);
    }

    private Future<Void> awaitAll(List<Stuck> stuck) {
        List<Stuck> waiting = new ArrayList<>(stuck);
        long[] movedNanos = {System.nanoTime()};
        return Repeat.whileMore(() -> {
            int before = sum(waiting);
            return left(waiting).compose(left -> {
                waiting.clear();
                waiting.addAll(left);
                int now = sum(left);
                if (now == 0) return Future.succeededFuture(false);
                if (now < before) movedNanos[0] = System.nanoTime();
                if (System.nanoTime() - movedNanos[0] > WITHOUT_PROGRESS.toNanos())
                    return Future.failedFuture(
                            new IllegalStateException(now + " are parked, and for " + WITHOUT_PROGRESS.toMinutes()
                                    + " minutes nobody has read on: is a process up that follows?"));
                return vertx.timer(LOOK.toMillis()).map(true);
            });
        });
    }

    private Future<List<Stuck>> left(List<Stuck> waiting) {
        List<Stuck> left = new ArrayList<>();
        Future<Void> looked = Future.succeededFuture();
        for (Stuck each : List.copyOf(waiting))
            looked = looked.compose(before -> each.redrive().left(each.behind()))
                    .map(behind -> {
                        if (behind.isEmpty()) said.accept(each.redrive().consumer() + ": has read what was missing");
                        else left.add(new Stuck(each.redrive(), behind));
                        return null;
                    });
        return looked.map(left);
    }

    private static int sum(List<Stuck> stuck) {
        return stuck.stream().mapToInt(one -> one.behind().size()).sum();
    }
}
