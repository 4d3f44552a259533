package io.tanda.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.history.Rebuild;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.servers.Folders;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.TandaRoot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast history is built anew from the journals, on a database of its own: where it is empty, and beside all of its rows. */
@Command(
        name = "rebuild",
        description = "Events a second that a rebuild of history reads, where it is empty and beside all of its rows.",
        mixinStandardHelpOptions = true)
final class RebuildBench implements Callable<Integer> {
    private static final double GOAL = 20_000;
    private static final int BUFFER_POOL_MEBIBYTES = 1_024;
    /** Rides of one commit after the other: the store has room for them. */
    private static final int TOGETHER = 1_000;
    /** What is an hour old is settled: rows of it that no journal knows are carried over, as in service. */
    private static final Duration AGO = Duration.ofHours(26);

    private static final Duration APART = Duration.ofSeconds(2);

    @Option(names = "--rides", defaultValue = "20000", description = "of 13 events each (default ${DEFAULT-VALUE})")
    int rides;

    @Option(names = "--rounds", defaultValue = "3", description = "beside all rows (default ${DEFAULT-VALUE})")
    int rounds;

    @Override
    public Integer call() throws IOException {
        Path folder = TandaRoot.find().resolve("data/bench/rebuild");
        Folders.recreate(folder);
        Vertx vertx = Vertx.vertx();
        try (MariaDbServer database = MariaDbServer.start(
                folder.resolve("mariadb"),
                0,
                MariaDbServer.Options.of(UUID.randomUUID().toString(), folder.resolve("mariadb.log"))
                        .withBufferPoolMebibytes(BUFFER_POOL_MEBIBYTES))) {
            Console.print("commit %s, %s%n", Machine.commit(TandaRoot.find()), Machine.text());
            Settings settings = Settings.of(Map.of("mysql.url", database.url()));
            Map<Context, Store> journals = new HashMap<>();
            for (Context context : List.of(Contexts.BOOKING, Contexts.DISPATCH, Contexts.PAYMENT))
                journals.put(context, store(vertx, settings, context));
            write(journals);
            store(vertx, settings, Contexts.HISTORY);

            Console.print("%,d rides, %,d events%n", rides, rides * ToldRide.EVENTS);
            Console.print("where it is empty      %,.0f events/s%n", round(vertx, settings, journals));
            List<Double> beside = new ArrayList<>();
            for (int round = 0; round < rounds; round++) beside.add(round(vertx, settings, journals));
            Spread spread = Spread.of(beside, Double::doubleValue);
            Console.print("beside all its rows    %s events/s (goal %,.0f)%n", spread.text("%,.0f"), GOAL);
            return spread.median() >= GOAL ? 0 : 1;
        } finally {
            await(vertx.close());
        }
    }

    private void write(Map<Context, Store> journals) {
        Instant first = Instant.now().minus(AGO);
        for (int from = 0; from < rides; from += TOGETHER) {
            List<Future<Void>> written = new ArrayList<>();
            for (int number = from; number < Math.min(rides, from + TOGETHER); number++) {
                ToldRide ride = new ToldRide(first.plus(APART.multipliedBy(number)), number);
                written.add(of(journals, Contexts.BOOKING).commit(ride.booking()));
                written.add(of(journals, Contexts.DISPATCH).commit(ride.dispatch()));
                written.add(of(journals, Contexts.PAYMENT).commit(ride.payment()));
            }
            await(Future.all(written));
        }
    }

    private double round(Vertx vertx, Settings settings, Map<Context, Store> journals) {
        long began = System.nanoTime();
        long events = await(new Rebuild(
                        vertx,
                        StoreConfig.of(settings, Contexts.HISTORY),
                        topic -> journals.entrySet().stream()
                                .filter(journal -> journal.getKey().name().equals(topic.context()))
                                .findFirst()
                                .orElseThrow()
                                .getValue(),
                        Instant.now(),
                        said -> {})
                .run());
        double seconds = (System.nanoTime() - began) / 1e9;
        if (events != (long) rides * ToldRide.EVENTS)
            throw new IllegalStateException(events + " events took effect, not " + rides * ToldRide.EVENTS);
        return events / seconds;
    }

    private static Store of(Map<Context, Store> journals, Context context) {
        Store store = journals.get(context);
        if (store == null) throw new IllegalStateException(context + " has no store");
        return store;
    }

    private static Store store(Vertx vertx, Settings settings, Context context) {
        return await(Store.open(vertx, StoreConfig.of(settings, context), context.name(), new SimpleMeterRegistry()));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
