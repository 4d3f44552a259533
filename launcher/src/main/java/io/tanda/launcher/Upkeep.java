package io.tanda.launcher;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.Money;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.message.outbound.MailboxRows;
import io.tanda.payment.DayEndModule;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The main class of {@code ./tanda rebuild}, {@code repair} and {@code reconcile}: on the databases of servers that run, or do not. */
public final class Upkeep {
    /** An event takes some tenths of a second from its commit to its effect, and a gap is waited for 5 s. */
    private static final Duration MOVES = Duration.ofSeconds(10);

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Vertx vertx = Vertx.vertx();
    private final Map<Context, Store> stores = new ConcurrentHashMap<>();
    private final Settings settings;
    private final PrintStream out;

    private Upkeep(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Arguments are {@code rebuild history}, {@code rebuild notices}, {@code rebuild mailbox}, {@code repair}, or {@code reconcile} with a day, settings come from file and environment. */
    public static void main(String[] arguments) {
        Settings settings = Sources.read(List.of(), System.getenv());
        LogFormat.of(settings).apply();
        Upkeep upkeep = new Upkeep(settings, System.out);
        String asked = String.join(" ", arguments);
        Supplier<Future<Void>> work = upkeep.work(asked);
        Future.succeededFuture()
                .compose(begun -> upkeep.open())
                .compose(open -> work.get())
                .onComplete(done -> {
                    if (done.failed())
                        upkeep.out.println("tanda: " + done.cause().getMessage());
                    System.exit(done.failed() ? FAILED : DONE);
                });
    }

    private Supplier<Future<Void>> work(String asked) {
        return switch (asked) {
            case "rebuild history" -> () -> rebuilt("History is", history());
            case "rebuild notices" -> () -> rebuilt("Notices are", notices());
            case "rebuild mailbox" -> () -> rebuilt("The mailbox is", MailboxRows.rebuild(store(Contexts.MESSAGE)));
            case "repair" -> this::repair;
            case "reconcile" -> () -> reconciled(LocalDate.now(ZoneOffset.UTC).minusDays(1));
            case String day
            when day.matches("reconcile 20[0-9]{2}-[0-9]{2}-[0-9]{2}") ->
                () -> reconciled(LocalDate.parse(day.substring("reconcile ".length())));
            default -> {
                out.println(
                        "tanda: there is \"rebuild history\", \"rebuild notices\", \"rebuild mailbox\", \"repair\" and \"reconcile"
                                + " [2026-01-31]\", not \""
                                + asked + "\"");
                System.exit(MISUSED);
                throw new IllegalArgumentException(asked);
            }
        };
    }

    /** Of those who publish or follow. */
    private Future<Void> open() {
        Map<Context, StoreConfig> configs = new LinkedHashMap<>();
        for (Context context : Contexts.ALL)
            if (context.stored()) configs.put(context, StoreConfig.of(settings, context));
        settings.check();
        List<Future<Void>> opened = new ArrayList<>();
        configs.forEach((context, config) ->
                opened.add(Store.open(vertx, config, context.name(), new SimpleMeterRegistry())
                        .map(store -> {
                            stores.put(context, store);
                            return null;
                        })));
        return Future.all(opened).mapEmpty();
    }

    private Store store(Context context) {
        Store store = stores.get(context);
        if (store == null) throw new IllegalArgumentException(context + " has no store");
        return store;
    }

    private Store owner(Topic<?> topic) {
        return stores.values().stream()
                .filter(store -> store.context().equals(topic.context()))
                .findFirst()
                .orElseThrow();
    }

    private Future<Long> history() {
        return new io.tanda.history.Rebuild(
                        vertx,
                        StoreConfig.of(settings, Contexts.HISTORY),
                        this::owner,
                        InstantSource.system().instant(),
                        out::println)
                .run();
    }

    private Future<Long> notices() {
        return new io.tanda.notify.notice.Rebuild(
                        store(Contexts.NOTIFY),
                        this::owner,
                        InstantSource.system().instant(),
                        out::println)
                .run();
    }

    private Future<Void> rebuilt(String what, Future<Long> rebuild) {
        long began = System.nanoTime();
        return rebuild.map(events -> {
            double seconds = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)) / 1e3;
            out.println(String.format(
                    Locale.ROOT,
                    "%s rebuilt: %d events in %.1f s, %.0f a second.",
                    what,
                    events,
                    seconds,
                    events / seconds));
            return null;
        });
    }

    /** Fails where they differ: whoever runs it each night hears of it. */
    private Future<Void> reconciled(LocalDate day) {
        return DayEndModule.of(vertx, settings, store(Contexts.PAYMENT), day).compose(found -> {
            out.println(day + ": the gateway has " + found.movements() + " movements, " + found.entries()
                    + " were booked that day.");
            for (Reconciliation.Break one : found.breaks())
                out.println("  " + one.difference().wireName() + " "
                        + one.type().wireName() + " " + one.reference()
                        + (one.ride() == null ? "" : ", ride " + one.ride()) + ": here " + text(one.here()) + ", there "
                        + text(one.there()));
            if (!found.breaks().isEmpty())
                return Future.failedFuture(found.breaks().size() + " breaks: somebody has to look at them");
            out.println("They agree.");
            return Future.succeededFuture();
        });
    }

    private static String text(@Nullable Money amount) {
        return amount == null ? "nothing" : amount.minorUnits() + " " + amount.currency();
    }

    private Future<Void> repair() {
        return new Repair(vertx, this::store, InstantSource.system(), MOVES, out::println)
                .run()
                .map(many -> {
                    out.println(many + " were behind and are not any more.");
                    return null;
                });
    }
}
