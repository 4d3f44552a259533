package io.tanda.simulator.demo;

import io.tanda.client.CallCounts;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.invariants.InvariantChecker;
import io.tanda.invariants.Since;
import io.tanda.invariants.Snapshot;
import io.tanda.invariants.SnapshotReader;
import io.tanda.simulator.chaos.Chaos;
import io.tanda.simulator.city.City;
import io.tanda.simulator.city.CityConfig;
import io.tanda.simulator.city.DomainTime;
import io.tanda.simulator.city.Habit;
import io.tanda.simulator.city.Habits;
import io.tanda.simulator.city.Sample;
import io.tanda.simulator.city.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run: settle the fleet, replay the trips, kill meanwhile if that was asked for, report, check every promise.
 */
public final class Demo {
    /** Real time in which a rider without a taxi still hopes. */
    private static final int HOPE_REAL_SECONDS = 15;
    /** With kills: longer than everything together needs to come back. */
    private static final int HOPE_REAL_SECONDS_WITH_CHAOS = 60;

    private static final int LEAST_SEARCH_SECONDS = 60;
    private static final int MOST_SEARCH_SECONDS = 900;

    /** Real time that a kill takes on average, with the pause before it. */
    private static final Duration KILL_TAKES = Duration.ofSeconds(12);

    private static final int CONNECTIONS = 64;
    private static final int TRY_LIMIT_MILLIS = 3_000;
    private static final int GIVE_UP_MILLIS = 60_000;
    private static final int GIVE_UP_MILLIS_WITH_CHAOS = 180_000;
    /** A position that is later than this is worth nothing: the next one comes every half second. */
    private static final int POSITION_LIMIT_MILLIS = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Relays, projections and open charges catch up within seconds; a charge that was unknown takes a little longer. */
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(60);

    private static final Duration DEADLINE_TOLERANCE = Duration.ofSeconds(60);
    private static final int DEADLINE_TOLERANCE_REAL_SECONDS = 15;

    private static final double LEAST_SHARE_OF_OPERATIONS = 0.5;
    private static final double LEAST_SHARE_OF_RIDES = 0.5;
    /** Kills cost rides: riders find no taxi while nobody hears of the taxis. What they may not cost is a promise. */
    private static final double LEAST_SHARE_OF_RIDES_WITH_CHAOS = 0.2;

    private final Vertx vertx;
    private final Config config;
    private final Screen screen;
    private final DomainTime time;
    private final DevTokens tokens;
    private final TandaClient client;
    private final TandaClient uplink;
    private final TandaClient gateway;
    private final Cards cards;
    private final SnapshotReader reader;
    private final AppProcesses app;
    private final Scenario scenario;
    private final City city;
    private final @Nullable Chaos chaos;

    /**
     * @param killsOfEach 0 = no chaos
     * @param runFolder where the server runs on this machine: for its logs, its memory and the kills
     * @param appProcesses of the server, by name: one, or the members of a cluster
     */
    public record Config(
            URI api,
            URI management,
            URI gateway,
            String mysqlUrl,
            String kafkaBootstrap,
            Optional<Path> runFolder,
            List<String> appProcesses,
            int trips,
            int taxis,
            Habits habits,
            int killsOfEach,
            long seed) {}

    public Demo(Vertx vertx, Config config, DomainTime time, DevTokens tokens) {
        this.vertx = vertx;
        this.config = config;
        this.time = time;
        this.tokens = tokens;
        this.screen = new Screen(Screen.standardOut());
        boolean killing = config.killsOfEach() > 0;
        ClientConfig patient = ClientConfig.of(config.api())
                .withMaxConnections(CONNECTIONS)
                .withTries(TRY_LIMIT_MILLIS, killing ? GIVE_UP_MILLIS_WITH_CHAOS : GIVE_UP_MILLIS);
        this.client = new TandaClient(vertx, patient);
        this.uplink = new TandaClient(vertx, patient.withTries(POSITION_LIMIT_MILLIS, 0));
        this.gateway = new TandaClient(vertx, ClientConfig.of(config.gateway()));
        this.cards = new Cards(gateway);
        this.reader = new SnapshotReader(
                vertx,
                client,
                tokens.operator(DevTokens.OPERATOR),
                gateway,
                config.mysqlUrl(),
                config.kafkaBootstrap());
        this.app = new AppProcesses(config.runFolder(), config.appProcesses());
        this.chaos = killing ? chaos() : null;
        Duration forKills = chaos == null
                ? Duration.ZERO
                : Duration.ofMillis((long) (KILL_TAKES.toMillis() * chaos.kills() * time.scale()));
        this.scenario =
                Scenario.of(Sample.load(), config.trips(), config.taxis(), config.habits(), forKills, config.seed());
        int hope = (int) ((killing ? HOPE_REAL_SECONDS_WITH_CHAOS : HOPE_REAL_SECONDS) * time.scale());
        this.city = new City(
                new CityConfig(
                        config.habits(),
                        Math.clamp(hope, LEAST_SEARCH_SECONDS, MOST_SEARCH_SECONDS),
                        PATIENCE,
                        config.seed()),
                scenario,
                time,
                client,
                uplink,
                tokens);
    }

    private Chaos chaos() {
        Path run = config.runFolder()
                .orElseThrow(() ->
                        new IllegalArgumentException("--chaos needs TANDA_RUN_DIR: it kills what ./tanda has started"));
        URI database = URI.create(config.mysqlUrl());
        return new Chaos(
                vertx,
                new Chaos.Config(
                        run,
                        config.management(),
                        database.getHost() + ":" + database.getPort(),
                        config.kafkaBootstrap().split(",")[0],
                        config.appProcesses(),
                        config.killsOfEach(),
                        Chaos.LONGEST_PAUSE_MILLIS,
                        config.seed()),
                screen::line);
    }

    /** @return whether every promise held */
    public Future<Boolean> run() {
        long begunNanos = System.nanoTime();
        return reader.requireDurableCommits()
                .compose(durable -> vertx.deployVerticle(city))
                .compose(deployed -> {
                    screen.line("Registering " + scenario.taxis().size() + " taxis and their drivers");
                    return city.settle();
                })
                .compose(settled -> cards.decline(config.habits().rate(Habit.CARD_DECLINED)))
                .compose(declining -> replay(begunNanos).eventually(cards::asBefore))
                .compose(this::check)
                .eventually(() -> Future.join(reader.close(), client.close(), uplink.close(), gateway.close()));
    }

    private Future<Since> replay(long begunNanos) {
        Since since = new Since(Instant.now(), time.now());
        screen.line(String.format(
                Locale.ROOT,
                "Replaying %d trips of New York, 2013-01-01, within %s at %s times real time%s",
                scenario.hails().size(),
                Screen.clock(scenario.window()),
                time.scale(),
                chaos == null ? "" : ", with " + chaos.kills() + " kills"));
        long replayNanos = System.nanoTime();
        long view = vertx.setPeriodic(screen.everyMillis(), tick -> show(since.domain()));
        Future<Void> killed = chaos == null ? Future.succeededFuture() : chaos.run();
        Chaos killer = chaos;
        return city.replay(() -> killer != null && !killer.isOver())
                // Chaos that failed is reported with what the city came to all the same.
                .compose(replayed -> killed.transform(Future::succeededFuture))
                .compose(ended -> {
                    vertx.cancelTimer(view);
                    screen.wipe();
                    city.disperse();
                    screen.line(Report.of(figures(begunNanos, replayNanos)));
                    return ended.failed() ? Future.failedFuture(ended.cause()) : Future.succeededFuture(since);
                });
    }

    private long lastShownNanos = System.nanoTime();
    private long lastRequests;

    private void show(Instant began) {
        CallCounts.Seen calls = client.counts().seen();
        long requests = calls.requests() + uplink.counts().seen().requests();
        long now = System.nanoTime();
        double perSecond = (requests - lastRequests) * 1e9 / Math.max(1, now - lastShownNanos);
        lastRequests = requests;
        lastShownNanos = now;
        app.look();
        screen.show(Duration.between(began, time.now()), city.tally().figures(), city.freeDrivers(), calls, perSecond);
    }

    private Report.Run figures(long begunNanos, long replayNanos) {
        app.look();
        long now = System.nanoTime();
        return new Report.Run(
                city.tally().figures(),
                city.tally().toDispatchMillis(),
                city.tally().toOfferMillis(),
                city.tally().pickupWaitSeconds(),
                client.counts().seen(),
                uplink.counts().seen(),
                Duration.ofNanos(now - replayNanos),
                Duration.ofNanos(now - begunNanos),
                time.scale(),
                scenario.taxis().size(),
                chaos == null ? 0 : chaos.done(),
                app.blockedEventLoops(),
                app.mostMegabytes());
    }

    private Future<Boolean> check(Since since) {
        // The checker's own calls are not the city's.
        CallCounts.Seen calls = client.counts().seen();
        double leastShare = chaos == null ? LEAST_SHARE_OF_RIDES : LEAST_SHARE_OF_RIDES_WITH_CHAOS;
        int expected = (int) Math.max(1, config.trips() * (1 - config.habits().rate(Habit.CANCELS)) * leastShare);
        Duration tolerance = Duration.ofMillis((long) Math.max(
                (double) DEADLINE_TOLERANCE.toMillis(), DEADLINE_TOLERANCE_REAL_SECONDS * 1_000 * time.scale()));
        return new InvariantChecker(vertx, QUIET_LIMIT)
                .check(() -> reader.read(
                        since,
                        city.tally().accepted(),
                        calls.operationsOk() + city.tally().figures().acceptsLost(),
                        calls.operations(),
                        new Snapshot.Expected(expected, LEAST_SHARE_OF_OPERATIONS),
                        time.now(),
                        tolerance))
                .map(verdict -> {
                    screen.line(Report.of(verdict, city.tally().figures().faresMinorUnits()));
                    return verdict.holds();
                });
    }
}
