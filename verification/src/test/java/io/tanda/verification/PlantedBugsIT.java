package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.RideStatus;
import io.tanda.invariants.Invariant;
import io.tanda.invariants.Offence;
import io.tanda.servers.TandaRoot;
import io.tanda.verification.planted.Plant;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A check that finds nothing may be blind: four bugs of a cluster are planted into real processes, and each must be found by the promises'
 * checker. What is done to the processes is done to some without the bug first, and nothing may be found then.
 */
class PlantedBugsIT {
    private static final int RACED_RIDES = 10;
    private static final int RIDES = 6;

    /** History catches up, groups of consumers have waited for a dead member, what is parked was tried some times. */
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(90);
    /** What is still broken after as much of quiet does not come right by itself. */
    private static final Duration STAYS_BROKEN = Duration.ofSeconds(10);

    private static final Vertx VERTX = Vertx.vertx();
    private static final List<String> TABLE = new ArrayList<>();
    private static PlantedCluster planted;

    @BeforeAll
    static void start() throws IOException {
        Path root = TandaRoot.find();
        planted = new PlantedCluster(root, root.resolve("verification/target/planted"));
        // The others find it, and so each other.
        planted.start(Role.HISTORY, 1);
        List<Member> others = new ArrayList<>(planted.begin(Role.PAYMENT, 1));
        others.addAll(planted.begin(Role.FRONT, 1));
        others.addAll(planted.begin(Role.DISPATCH, 2));
        for (Member member : others) planted.cluster.awaitReady(member);
    }

    @AfterAll
    static void stop() {
        if (planted != null) planted.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        System.out.println("| bug | out of its way | promises that caught it |");
        System.out.println("| --- | --- | --- |");
        TABLE.forEach(System.out::println);
    }

    /** Out of the way: the key of dispatch's journal, which has each version of a ride once, and refuses the second acceptance. */
    @Test
    void an_acceptance_without_version_gives_a_ride_to_two() throws Exception {
        planted.takeKeyFromDispatchsJournal();
        planted.only(Role.DISPATCH, 2);
        holds(this::race, RACED_RIDES);
        planted.only(Role.DISPATCH, 2, Plant.ACCEPT_WITHOUT_VERSION);
        breaks(
                "acceptance without version",
                "the key of dispatch's journal",
                Invariant.ONE_DRIVER_PER_RIDE,
                this::race,
                RACED_RIDES);
    }

    /**
     * Out of the way: nothing but luck. An offset is told 200 ms after the effect at the latest, so few kills fall between the two: here it
     * is not told at all, with the bug and without.
     */
    @Test
    void an_event_whose_fence_is_skipped_takes_effect_again() throws Exception {
        planted.only(Role.DISPATCH, 2);
        holds(calls -> killBetweenEffectAndOffset(calls, Plant.OFFSETS_LATE), RIDES);
        breaks(
                "fence skipped",
                "-",
                Invariant.NOTHING_PARKED,
                calls -> killBetweenEffectAndOffset(calls, Plant.OFFSETS_LATE, Plant.FENCE_SKIPPED),
                RIDES);
        planted.only(Role.FRONT, 1);
    }

    /**
     * Out of the way: nothing, but it takes the last events of a ride. A gap is noticed when a later event of the same ride comes, and is
     * mended from the owner's journal.
     */
    @Test
    void an_offset_before_its_effect_loses_events() throws Exception {
        planted.only(Role.DISPATCH, 2);
        holds(calls -> killBetweenOffsetAndEffect(calls, false), RIDES);
        breaks(
                "offset before effect",
                "-",
                Invariant.HISTORY_EQUALS_JOURNALS,
                calls -> killBetweenOffsetAndEffect(calls, true, Plant.OFFSET_BEFORE_EFFECT),
                RIDES);
        planted.only(Role.HISTORY, 1);
    }

    /** Out of the way: the key of dispatch's journal, as above. While the cluster is whole, the lock is as good as a condition. */
    @Test
    void a_cluster_lock_is_none_in_a_cluster_that_is_cut() throws Exception {
        planted.takeKeyFromDispatchsJournal();
        planted.only(Role.FRONT, 2);
        planted.only(Role.DISPATCH, 3, Plant.CLUSTER_LOCK, Plant.ACCEPT_WITHOUT_VERSION);
        holds(this::race, RACED_RIDES);
        List<Member> side = List.of(
                planted.cluster.members(Role.FRONT).getLast(),
                planted.cluster.members(Role.DISPATCH).getLast());
        planted.cutOff(side);
        breaks(
                "a cluster lock in place of the conditional update",
                "the key of dispatch's journal",
                Invariant.ONE_DRIVER_PER_RIDE,
                this::race,
                RACED_RIDES);
        planted.endCut(side);
    }

    private interface Scene {
        void play(Calls calls) throws IOException, Calls.Broken, SQLException;
    }

    private void race(Calls calls) throws Calls.Broken {
        Race race = new Race(calls);
        race.run(RACED_RIDES);
        race.violations().forEach(calls::broken);
    }

    private void killBetweenEffectAndOffset(Calls calls, Plant... plants) throws IOException, Calls.Broken {
        planted.only(Role.FRONT, 1, plants);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < RIDES; i++) trips.add(Trip.accepted(calls));
        for (Trip trip : trips) trip.pickUp();
        for (Trip trip : trips) trip.await(RideStatus.IN_PROGRESS);
        planted.killAndStart(Role.FRONT, plants);
        for (Trip trip : trips) trip.dropOff();
    }

    private void killBetweenOffsetAndEffect(Calls calls, boolean offsetFirst, Plant... plants)
            throws IOException, Calls.Broken, SQLException {
        planted.only(Role.HISTORY, 1, plants);
        planted.awaitInHistory(Trip.completed(calls).id());
        try (Connection locks = planted.connection()) {
            planted.lockHistory(locks);
            for (int i = 0; i < RIDES; i++) Trip.completed(calls);
            if (offsetFirst) planted.awaitOffsetsOfHistory();
            planted.end(planted.cluster.members(Role.HISTORY), Member.Signal.KILL);
        }
        planted.start(Role.HISTORY, 1, plants);
        // It follows again, and has caught up.
        planted.awaitInHistory(Trip.completed(calls).id());
    }

    private void holds(Scene scene, int rides) throws Exception {
        try (Calls calls = calls()) {
            Truth truth = new Truth(VERTX, planted.cluster.endpoints(), QUIET_LIMIT);
            scene.play(calls);
            assertThat(calls.since().violations()).isEmpty();
            assertThat(truth.found(calls, rides)).isEmpty();
        }
    }

    private void breaks(String bug, String outOfTheWay, Invariant promise, Scene scene, int rides) throws Exception {
        try (Calls calls = calls()) {
            Truth truth = new Truth(VERTX, planted.cluster.endpoints(), Duration.ZERO);
            scene.play(calls);
            Wait.until(
                    bug + " breaks: " + promise.promise(),
                    QUIET_LIMIT,
                    () -> found(truth, calls, rides).containsKey(promise));
            Wait.pass(STAYS_BROKEN);
            Map<Invariant, Long> found = found(truth, calls, rides);
            assertThat(found).as(bug).containsKey(promise);
            TABLE.add("| %s | %s | %s |"
                    .formatted(
                            bug,
                            outOfTheWay,
                            found.entrySet().stream()
                                    .map(each -> each.getKey().promise() + " (" + each.getValue() + ")")
                                    .collect(Collectors.joining("; "))));
            calls.since().violations().forEach(System.out::println);
        }
    }

    private static Map<Invariant, Long> found(Truth truth, Calls calls, int rides) {
        return truth.found(calls, rides).stream()
                .collect(Collectors.groupingBy(
                        Offence::invariant, () -> new EnumMap<>(Invariant.class), Collectors.counting()));
    }

    private static Calls calls() throws IOException {
        return Calls.patient(VERTX, planted.cluster.api(), planted.cluster.keys(), new Availability());
    }
}
