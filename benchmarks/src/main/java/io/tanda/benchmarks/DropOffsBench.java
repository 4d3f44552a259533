package io.tanda.benchmarks;

import io.tanda.benchmarks.BenchServers.Running;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How many drop-offs a second are charged and answered while the gateway takes 400 to 620 ms: so many at a time, each of a ride that was driven
 * before, with everything deployed in one JVM. In turns with it a time without drop-offs, so that it is seen what they cost whoever asks for
 * something else.
 */
@Command(
        name = "dropoffs",
        mixinStandardHelpOptions = true,
        description = "Drop-offs a second with a slow gateway, and what they cost other requests.")
final class DropOffsBench implements Callable<Integer> {
    private static final double PER_SECOND_GOAL = 420;
    private static final double P99_GOAL_MILLIS = 700;
    private static final double OTHERS_GOAL = 1.20;
    private static final int SETTLE_LIMIT_SECONDS = 60;
    /** What the gateway's delays allow, and then some: a round must not run out of rides. */
    private static final double GATEWAY_MEAN_SECONDS = 0.510;

    private static final double SPARE = 1.10;
    private static final int SHORT_SECONDS = 10;
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int TRY_MILLIS = 10_000;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--concurrent",
            defaultValue = "255",
            description = "drop-offs at a time (default ${DEFAULT-VALUE})")
    int concurrent;

    @Option(names = "--seconds", defaultValue = "60", description = "of a round (default ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "2",
            description = "with drop-offs, and as many without in turns (default ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--short", description = "rounds of " + SHORT_SECONDS + " s: to see that it runs, for no figure")
    boolean brief;

    @Option(
            names = "--others",
            defaultValue = "50",
            description = "other requests a second meanwhile (default ${DEFAULT-VALUE})")
    int others;

    /** @param without of the time before, when nobody was dropped off */
    private record Round(DropOffs.Result with, OtherRequests.Result besideThem, OtherRequests.Result without) {}

    @Override
    public Integer call() throws IOException {
        checkOptions();
        if (brief) seconds = SHORT_SECONDS;
        Vertx vertx = Vertx.vertx();
        try (Sides sides = Sides.start(null)) {
            BenchServers servers = sides.ours();
            Running gateway = servers.gateway();
            String gatewayUrl = "http://127.0.0.1:" + gateway.port();
            Running app = servers.tanda(
                    "web,booking,dispatch,payment,history,notify", Map.of("TANDA_GATEWAY_URL", gatewayUrl));
            TandaClient client = new TandaClient(
                    vertx,
                    ClientConfig.of(URI.create("http://127.0.0.1:" + app.port()))
                            .withMaxConnections(MAX_CONNECTIONS)
                            .withTries(TRY_MILLIS, 0));
            DevTokens tokens = DevTokens.load(servers.keys());
            SettledCheck check = new SettledCheck(vertx, new BenchCheck(servers), gatewayUrl);
            try {
                return measure(vertx, client, tokens, check) ? 0 : 1;
            } finally {
                OpenLoop.await(client.close());
                check.close();
            }
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    private void checkOptions() {
        if (concurrent < 1 || concurrent > MAX_CONNECTIONS / 2)
            throw wrong("--concurrent must be from 1 to " + MAX_CONNECTIONS / 2 + ", not " + concurrent);
        if (seconds < 1) throw wrong("--seconds must be at least 1, not " + seconds);
        if (rounds < 1) throw wrong("--rounds must be at least 1, not " + rounds);
        if (others < 1) throw wrong("--others must be at least 1, not " + others);
    }

    private CommandLine.ParameterException wrong(String what) {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }

    private boolean measure(Vertx vertx, TandaClient client, DevTokens tokens, SettledCheck check) {
        DrivenRides rides = new DrivenRides(vertx, client, tokens);
        OtherRequests other = new OtherRequests(vertx, client, tokens, others);
        int needed = (int) (concurrent / GATEWAY_MEAN_SECONDS * seconds * SPARE) + concurrent;
        Console.print(
                "%d drop-offs at a time for %d s, %d times; the gateway takes 400 to 620 ms; %d other requests a second%n",
                concurrent, seconds, rounds, others);
        List<Round> measured = new ArrayList<>();
        long asked = 0;
        for (int round = 0; round < rounds; round++) {
            List<DrivenRides.Driven> ready = rides.prepare(needed);
            OtherRequests.Result without = other.run(seconds);
            OtherRequests.Running beside = other.begin();
            DropOffs.Result with = new DropOffs(vertx, client, ready, concurrent).run(seconds);
            OtherRequests.Result besideThem = beside.end();
            Round now = new Round(with, besideThem, without);
            measured.add(now);
            asked += with.asked();
            Console.print("%s%n%s%n", with.text(), besideThem.textBeside(without));
        }
        SettledCheck.Result settled = check.settled(asked, SETTLE_LIMIT_SECONDS);
        Console.print("%s%n", settled.text());
        return report(measured, settled);
    }

    private static boolean report(List<Round> rounds, SettledCheck.Result settled) {
        Spread perSecond = Spread.of(rounds, round -> round.with().perSecond());
        Spread p99 = Spread.of(rounds, round -> round.with().p99Millis());
        Spread worse = Spread.of(
                rounds,
                round -> round.besideThem().p99Millis() / round.without().p99Millis());
        boolean answered = rounds.stream().allMatch(round -> round.with().unanswered() == 0);
        boolean reached = perSecond.median() >= PER_SECOND_GOAL
                && p99.median() <= P99_GOAL_MILLIS
                && worse.median() <= OTHERS_GOAL
                && answered
                && settled.holds();
        Console.print(
                "completed %s/s (goal %.0f), p99 %s ms (goal %.0f), others' p99 %s times that without (goal %.2f): %s%n",
                perSecond.text("%,.1f"),
                PER_SECOND_GOAL,
                p99.text("%,.0f"),
                P99_GOAL_MILLIS,
                worse.text("%.2f"),
                OTHERS_GOAL,
                reached ? "reached" : "NOT reached");
        return reached;
    }
}
