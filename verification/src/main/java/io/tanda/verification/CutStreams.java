package io.tanda.verification;

import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Riders, drivers and operators listen to streams while rides go on, their connections are cut at random, and fronts are killed: in the end
 * each of them was told what is kept, in its order, nothing twice and nothing left out.
 */
final class CutStreams implements Figure {
    /** Each pair: the rider and an operator follow the ride, the driver follows offers and notices. */
    private static final int STREAMS_OF_A_PAIR = 4;
    /** Left to be seen by operators when all others are over. */
    private static final int STANDING_RIDES = 3;

    private static final Duration CUT_EVERY = Duration.ofMillis(50);

    /**
     * @param bystanders drivers who are offered rides, and drive none
     * @param desks operators
     * @param leg of a ride, so that five or six rides a second are asked for
     * @param kills of fronts, in turns
     * @param between two of them
     */
    private record Size(int pairs, int bystanders, int desks, Duration leg, int kills, Duration between) {
        int streams() {
            return pairs * STREAMS_OF_A_PAIR + bystanders + desks;
        }
    }

    private static final Size SHORT = new Size(34, 60, 16, Duration.ofMillis(1_500), 2, Duration.ofSeconds(5));
    private static final Size FULL = new Size(175, 320, 40, Duration.ofSeconds(9), 12, Duration.ofSeconds(20));

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Broken {
        Size size = stage.full() ? FULL : SHORT;
        Cluster cluster = stage.cluster();
        List<String> violations = new ArrayList<>();
        try (Calls calls = stage.patient();
                Relay relay = Relay.before(cluster.api());
                Followers followers = new Followers(stage.vertx(), calls, relay.api());
                Bystanders bystanders = new Bystanders(stage.vertx(), calls, size.bystanders());
                KeptEvents kept = KeptEvents.of(cluster)) {
            Truth truth = new Truth(stage.vertx(), cluster);
            bystanders.drivers().forEach(followers::offersTo);
            for (int i = 0; i < size.desks(); i++) followers.desk();
            SteadyRides load = new SteadyRides(calls, size.pairs(), size.leg(), followers);
            load.awaitMore(size.pairs());
            stage.out()
                    .say("  %,d streams of %,d are open"
                            .formatted(followers.seen().mostOpen(), size.streams()));
            relay.cutEvery(CUT_EVERY);
            for (int i = 0; i < size.kills(); i++) {
                killFirst(cluster);
                Wait.pass(size.between());
            }
            load.end();
            List<Booked> standing = new ArrayList<>();
            for (int i = 0; i < STANDING_RIDES; i++) standing.add(calls.book());
            standing.forEach(followers::booked);
            violations.addAll(followers.desksShowWhatIsUnderWay());
            for (Booked ride : standing) {
                UUID key = UUID.randomUUID();
                calls.done("cancel", () -> calls.client().cancel(ride.token(), key, ride.id(), "no longer needed"));
            }
            violations.addAll(followers.violations(kept));
            violations.addAll(followers.desksShowWhatIsUnderWay());
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) load.completed()));
            Followers.Seen seen = followers.seen();
            return new Finding(
                    "streams tell what is kept, in order and once, over cuts and killed fronts",
                    (int) relay.cuts(),
                    violations,
                    "%,d streams, %,d open at once; %,d cuts, %,d of them within a piece, and %,d fronts killed; resumed %,d times; %,d events of %,d rides"
                            .formatted(
                                    seen.streams(),
                                    seen.mostOpen(),
                                    relay.cuts(),
                                    relay.cutsWithin(),
                                    size.kills(),
                                    seen.resumed(),
                                    seen.events(),
                                    load.completed()));
        }
    }

    /** What is killed is started again at once, as a Deployment does: the first is the one that ran longest. */
    private static void killFirst(Cluster cluster) throws IOException {
        Member front = cluster.members(Role.FRONT).getFirst();
        front.send(Signal.KILL);
        front.awaitEnd(Cluster.STOP_LIMIT);
        cluster.forget(front);
        cluster.awaitReady(cluster.begin(Role.FRONT));
    }
}
