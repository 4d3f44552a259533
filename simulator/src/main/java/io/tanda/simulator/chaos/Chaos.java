package io.tanda.simulator.chaos;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Kills with kill -9, waits until whoever looks after the processes has them up again, lets the city live for a moment, and kills again.
 * Knows the processes by their pid files only.
 */
public final class Chaos {
    /** Real time between readiness and the next kill: from the middle of catching up to quiet again. */
    public static final int LONGEST_PAUSE_MILLIS = 14_000;

    private static final int LOOK_EVERY_MILLIS = 200;
    /** Database recovery, a broker's start and the app's after it, on a busy machine, with some room. */
    private static final long COME_BACK_LIMIT_MILLIS = 120_000;

    private static final int CONNECT_LIMIT_MILLIS = 1_000;

    private final Vertx vertx;
    private final Config config;
    private final Random random;
    private final Consumer<String> news;
    private final HttpClient http;
    private final List<Kill> plan;
    private int done;
    private volatile boolean over;

    /**
     * @param runFolder of {@code mariadb.pid}, {@code kafka.pid} and the app's
     * @param management of the app; {@code /health/ready} there
     * @param database {@code host:port}
     * @param broker {@code host:port}
     * @param app its processes, by name
     * @param ofEach how often each kind of kill
     * @param longestPauseMillis real time between everything being ready and the next kill, at most
     */
    public record Config(
            Path runFolder,
            URI management,
            String database,
            String broker,
            List<String> app,
            int ofEach,
            int longestPauseMillis,
            long seed) {}

    /** @param news one line for each kill and each return, for the eye */
    public Chaos(Vertx vertx, Config config, Consumer<String> news) {
        this.vertx = vertx;
        this.config = config;
        this.random = new Random(config.seed());
        this.news = news;
        this.plan = Kill.plan(config.app(), config.ofEach(), random);
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setDefaultHost(config.management().getHost())
                .setDefaultPort(config.management().getPort()));
    }

    public int kills() {
        return plan.size();
    }

    public int done() {
        return done;
    }

    /** Every kill was made and everything came back, or it was given up. */
    public boolean isOver() {
        return over;
    }

    /** Completes when every kill was made and survived; fails when something did not come back. */
    public Future<Void> run() {
        return next().onComplete(ended -> over = true);
    }

    private Future<Void> next() {
        if (done == plan.size()) return Future.succeededFuture();
        Kill kill = plan.get(done);
        long pause = 1 + random.nextLong(config.longestPauseMillis());
        return vertx.timer(pause)
                .compose(timer -> blocking(() -> kill(kill)))
                .compose(killed -> {
                    long began = System.currentTimeMillis();
                    return back(killed, began).onSuccess(back -> {
                        done++;
                        news.accept(String.format(
                                "killed %s (%d of %d), ready again after %.1f s",
                                kill.what(), done, plan.size(), (System.currentTimeMillis() - began) / 1_000.0));
                    });
                })
                .compose(back -> next());
    }

    /** @return the pids that are no more, by name */
    private Map<String, Long> kill(Kill kill) throws IOException {
        List<ProcessHandle> targets = new ArrayList<>();
        Map<String, Long> killed = new HashMap<>();
        for (String name : kill.processes()) {
            long pid = pid(name)
                    .orElseThrow(() -> new IOException("there is no "
                            + config.runFolder().resolve(name + ".pid") + ": --chaos kills what ./tanda has started"));
            killed.put(name, pid);
            ProcessHandle.of(pid).ifPresent(targets::add);
        }
        // SIGKILL: nobody is asked.
        targets.forEach(ProcessHandle::destroyForcibly);
        return killed;
    }

    private OptionalLong pid(String name) {
        try {
            return OptionalLong.of(Long.parseLong(
                    Files.readString(config.runFolder().resolve(name + ".pid")).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private Future<Void> back(Map<String, Long> killed, long began) {
        return vertx.timer(LOOK_EVERY_MILLIS)
                .compose(timer ->
                        blocking(() -> replaced(killed) && listens(config.database()) && listens(config.broker())))
                .compose(up -> up ? ready() : Future.succeededFuture(false))
                .compose(ready -> {
                    if (ready) return Future.succeededFuture();
                    if (System.currentTimeMillis() - began > COME_BACK_LIMIT_MILLIS)
                        return Future.failedFuture(killed.keySet() + " did not come back within "
                                + COME_BACK_LIMIT_MILLIS / 1_000 + " s after kill " + (done + 1));
                    return back(killed, began);
                });
    }

    private boolean replaced(Map<String, Long> killed) {
        return killed.entrySet().stream().allMatch(old -> {
            OptionalLong now = pid(old.getKey());
            return now.isPresent()
                    && now.getAsLong() != old.getValue()
                    && ProcessHandle.of(now.getAsLong())
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
        });
    }

    private static boolean listens(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1))),
                    CONNECT_LIMIT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Future<Boolean> ready() {
        RequestOptions ready = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI("/health/ready")
                .setConnectTimeout(CONNECT_LIMIT_MILLIS)
                .setIdleTimeout(CONNECT_LIMIT_MILLIS);
        return http.request(ready)
                .compose(request -> request.send())
                .map(response -> response.statusCode() == 200)
                .otherwise(false);
    }

    private interface Blocking<T> {
        T run() throws IOException;
    }

    private <T> Future<T> blocking(Blocking<T> work) {
        Promise<T> done = Promise.promise();
        vertx.<T>executeBlocking(work::run).onComplete(done);
        return done.future();
    }
}
