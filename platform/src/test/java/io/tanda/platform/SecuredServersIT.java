package io.tanda.platform;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Context;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.EventsFixture;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.Folders;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.ServerCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A context on servers as a provider manages them: nobody is let in without TLS, nor by Kafka without signing in. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecuredServersIT {
    private static final Path FOLDER = Path.of("target/secured-servers").toAbsolutePath();
    private static final String PASSWORD = "tests-only";

    private static ServerCertificate certificate;
    private static ServerCertificate strange;
    private static MariaDbServer mariaDb;
    private static KafkaServer kafka;

    /** One context is enough to see that what is published can be followed. */
    private static final Context ITSELF =
            new Context("booking", true, BookingEvent.TOPIC, List.of(), Set.of(BookingEvent.TOPIC));

    private final Vertx vertx = Vertx.vertx();
    private final Stops stops = new Stops("secured");
    private final Set<UUID> followed = ConcurrentHashMap.newKeySet();

    @BeforeAll
    static void start() throws IOException {
        Folders.recreate(FOLDER);
        certificate = ServerCertificate.make(FOLDER, "servers");
        strange = ServerCertificate.make(FOLDER, "strange");
        mariaDb = MariaDbServer.start(
                FOLDER.resolve("mariadb"),
                0,
                MariaDbServer.Options.of(PASSWORD, FOLDER.resolve("mariadb.log"))
                        .withBufferPoolMebibytes(64)
                        .withCertificate(certificate));
        kafka = KafkaServer.start(
                FOLDER.resolve("kafka"),
                0,
                KafkaServer.Options.of(FOLDER.resolve("kafka.log"))
                        .behind(new KafkaServer.Door(certificate, "tanda", PASSWORD)));
    }

    @AfterAll
    static void stop() {
        kafka.stop();
        mariaDb.stop();
    }

    @AfterEach
    void close() {
        await(stops.run());
        await(vertx.close());
    }

    private static Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("mysql.url", mariaDb.url());
        values.put("mysql.tls", "require");
        values.put("mysql.ca", certificate.chain().toString());
        values.put("kafka.bootstrap", kafka.bootstrap());
        values.put("kafka.security", "SASL_SSL");
        values.put("kafka.user", "tanda");
        values.put("kafka.password", PASSWORD);
        values.put("kafka.ca", certificate.chain().toString());
        return values;
    }

    private Future<BoundedContext> open(Map<String, String> values) {
        Kit kit = new Kit(
                new Bus(vertx), DomainClock.real(), Settings.of(values), new SimpleMeterRegistry(), new Health(vertx));
        return BoundedContext.open(vertx, kit, ITSELF, stops);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"})
    void a_context_opens_its_store_publishes_and_follows(String mechanism) {
        Map<String, String> values = values();
        values.put("kafka.mechanism", mechanism);
        BoundedContext context = await(open(values));
        await(KafkaTopics.ensure(vertx, context.kafka()).done());
        Commits<Consumer<Unit.Builder>> commits = context.store().commits((unit, rows) -> rows.accept(unit), Set.of());
        Interest<BookingEvent, Consumer<Unit.Builder>> interest = Interest.<BookingEvent, Consumer<Unit.Builder>>in(
                        BookingEvent.TOPIC)
                .on(BookingEvent.CancelRequested.class, (event, recorded) -> {
                    followed.add(recorded.aggregate());
                    return Future.succeededFuture(Effects.none());
                });
        await(context.publishes(BookingEvent.TOPIC).follows(interest, commits).start());
        UUID ride = EventsFixture.rides(1).getFirst();
        EventsFixture.write(context.store(), ride, 1, "by " + mechanism);
        Eventually.holds(() -> "not followed", () -> followed.contains(ride));
    }

    @Test
    void a_database_that_the_CA_does_not_vouch_for_is_refused_and_it_is_said_by_which_setting() {
        Map<String, String> values = values();
        values.put("mysql.ca", strange.chain().toString());
        assertThat(failureOf(open(values)))
                .hasMessageContaining("127.0.0.1:" + mariaDb.port())
                .hasMessageContaining("mysql.ca (TANDA_MYSQL_CA)");
    }

    @Test
    void a_database_without_TLS_is_not_spoken_to_in_the_clear() {
        MariaDbServer open = MariaDbServer.start(
                FOLDER.resolve("open"),
                0,
                MariaDbServer.Options.of(PASSWORD, FOLDER.resolve("open.log")).withBufferPoolMebibytes(64));
        Map<String, String> values = values();
        values.put("mysql.url", open.url());
        assertThat(failureOf(open(values))).hasMessageContaining("mysql.tls");
        open.stop();
    }

    @Test
    void a_database_that_wants_TLS_says_so() {
        Map<String, String> values = values();
        values.remove("mysql.tls");
        values.remove("mysql.ca");
        assertThat(failureOf(open(values))).hasMessageContaining("secure transport");
    }

    @Test
    void brokers_that_the_CA_does_not_vouch_for_are_refused() {
        Map<String, String> values = values();
        values.put("kafka.ca", strange.chain().toString());
        assertThat(complaint(values)).contains("SslAuthenticationException");
    }

    @Test
    void a_wrong_password_is_told_of() {
        Map<String, String> values = values();
        values.put("kafka.password", "guessed");
        assertThat(complaint(values)).contains("SaslAuthenticationException");
    }

    /** What is said of topics that cannot be made. */
    private String complaint(Map<String, String> values) {
        Logger log = (Logger) LoggerFactory.getLogger(KafkaTopics.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        KafkaTopics topics = KafkaTopics.ensure(vertx, KafkaConfig.of(Settings.of(values)));
        Eventually.holds(() -> "nothing said", () -> !List.copyOf(said.list).isEmpty());
        topics.stop();
        log.detachAppender(said);
        return said.list.getFirst().getFormattedMessage();
    }
}
