package io.tanda.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against processes that do nothing but live, and somebody who starts them again. */
class ChaosTest {
    private static final List<String> APP = List.of("app");

    private final Vertx vertx = Vertx.vertx();
    private final Path run = Path.of("target", "chaos-test", UUID.randomUUID().toString());
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    @AfterEach
    void stop() throws Exception {
        stopped = true;
        processes.values().forEach(Process::destroyForcibly);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void everyKindIsKilledAsOftenAsAskedAndEverythingComesBack() throws Exception {
        Files.createDirectories(run);
        for (String name : List.of("mariadb", "kafka", "app")) keep(name);
        HttpServer ready = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        String here = "127.0.0.1:" + ready.actualPort();
        List<String> news = new CopyOnWriteArrayList<>();
        Chaos chaos = new Chaos(
                vertx, new Chaos.Config(run, URI.create("http://" + here), here, here, APP, 1, 200, 3), news::add);

        chaos.run().await(60, TimeUnit.SECONDS);

        assertThat(chaos.isOver()).isTrue();
        assertThat(chaos.done()).isEqualTo(4);
        assertThat(news).hasSize(4).allMatch(line -> line.contains("ready again"));
        assertThat(deaths.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .isEqualTo(Map.of("mariadb", 2L, "kafka", 2L, "app", 2L));
    }

    @Test
    void withoutPidFilesItSaysWhatItNeeds() {
        Chaos chaos = new Chaos(
                vertx,
                new Chaos.Config(run, URI.create("http://127.0.0.1:1"), "127.0.0.1:1", "127.0.0.1:1", APP, 1, 200, 3),
                line -> {});
        assertThatThrownBy(() -> chaos.run().await(20, TimeUnit.SECONDS)).hasMessageContaining(".pid");
    }

    @Test
    void theSeedDecidesTheOrder() {
        assertThat(Kill.plan(APP, 5, new Random(1)))
                .hasSize(20)
                .isEqualTo(Kill.plan(APP, 5, new Random(1)))
                .isNotEqualTo(Kill.plan(APP, 5, new Random(2)));
    }

    @Test
    void ofAClusterEachProcessIsKilledAloneAtLeastOnceAndAllAtOnceWithTheServers() {
        List<Kill> plan = Kill.plan(List.of("front", "dispatch", "history"), 1, new Random(1));
        assertThat(plan)
                .extracting(Kill::processes)
                .containsExactlyInAnyOrder(
                        List.of("mariadb"),
                        List.of("kafka"),
                        List.of("front"),
                        List.of("dispatch"),
                        List.of("history"),
                        List.of("mariadb", "kafka", "front", "dispatch", "history"));
        assertThat(plan).extracting(Kill::what).contains("dispatch alone");
    }

    private void keep(String name) throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        processes.put(name, process);
        Path beside = run.resolve(name + ".new");
        Files.writeString(beside, Long.toString(process.pid()));
        Files.move(beside, run.resolve(name + ".pid"), StandardCopyOption.REPLACE_EXISTING);
        process.onExit().thenAccept(dead -> {
            if (stopped) return;
            deaths.add(name);
            try {
                keep(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
