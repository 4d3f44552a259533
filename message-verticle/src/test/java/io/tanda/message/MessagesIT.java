package io.tanda.message;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Contexts;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.message.BlockSender;
import io.tanda.contract.message.EraseConversations;
import io.tanda.contract.message.MessageAddresses;
import io.tanda.contract.message.MessageCommand;
import io.tanda.contract.message.MessageFeed;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessagePrice;
import io.tanda.contract.message.MessageQuery;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.contract.message.SendMessage;
import io.tanda.message.outbound.MailboxRows;
import io.tanda.payment.PaymentVerticle;
import io.tanda.payment.gateway.TestGateway;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole verticle beside payment's, with real servers and a gateway that fails as it is told. */
@Tag("D1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class MessagesIT {
    private static final String SECRET = "My umbrella is on the back seat.";

    private static Vertx vertx;
    private static TestGateway remote;
    private static Kit kit;
    /** Stands for dispatch. */
    private static Store dispatch;

    private static OutboxRelay relay;
    /** Looks into message's own schema. */
    private static Store store;

    private final RideId ride = RideId.next();
    private final RiderId rider = RiderId.next();
    private final DriverId driver = DriverId.next();
    private final Actor rides = new Actor(Role.RIDER, rider.value());
    private final Actor drives = new Actor(Role.DRIVER, driver.value());
    private int version;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        remote = TestGateway.start(vertx);
        Settings settings = Settings.of(Map.of(
                "mysql.url", TestServers.mariaDb().url(),
                "kafka.bootstrap", TestServers.kafka().bootstrap(),
                "gateway.url", remote.url(),
                "payment.gateway.breaker.reset.millis", "1500",
                "message.rate.per.minute", "30",
                "message.key", Base64.getEncoder().encodeToString(new byte[32])));
        kit = new Kit(new Bus(vertx), DomainClock.real(), settings, new SimpleMeterRegistry(), new Health(vertx));
        await(KafkaTopics.ensure(vertx, KafkaConfig.of(settings)).done());
        dispatch = TestStore.open(vertx, "dispatch");
        relay = new OutboxRelay(vertx, kit, KafkaConfig.of(settings), dispatch, DispatchEvent.TOPIC);
        await(relay.start());
        await(JournalService.serve(kit.bus(), dispatch));
        await(vertx.deployVerticle(new PaymentVerticle(kit)));
        await(vertx.deployVerticle(new MessageVerticle(kit)));
        store = TestStore.open(vertx, "message", StoreConfig.of(settings, Contexts.MESSAGE));
    }

    @AfterAll
    static void stop() {
        for (String deployment : List.copyOf(vertx.deploymentIDs())) await(vertx.undeploy(deployment));
        await(relay.stop());
        await(dispatch.close());
        await(store.close());
        remote.stop();
        await(vertx.close());
    }

    @BeforeEach
    void heal() {
        remote.mode = TestGateway.CAPTURE;
    }

    @Test
    @Tag("D2")
    @Tag("D3")
    void while_a_ride_goes_on_its_two_write_read_and_delete() {
        accepted();
        MessageView sent = done(send(rides, SECRET));
        assertThat(sent.status()).isEqualTo(Status.SENT);
        assertThat(sent.text()).as("the answer is kept, and says nothing of it").isNull();
        done(send(drives, "I am at the corner."));
        eventuallyListed(drives, 1);
        MessageView came = inbox(drives).getFirst();
        assertThat(came.text()).isEqualTo(SECRET);
        assertThat(unread(drives)).isEqualTo(1);

        CommandId id = CommandId.next();
        MessageView read = done(command(id, new MessageCommand.MarkRead(sent.id(), driver.value())));
        MessageView again = done(command(CommandId.next(), new MessageCommand.MarkRead(sent.id(), driver.value())));
        assertThat(again.readAt()).isEqualTo(read.readAt());
        assertThat(refusal(command(CommandId.next(), new MessageCommand.MarkRead(sent.id(), rider.value()))))
                .isEqualTo(Refusal.NOT_FOUND);
        Eventually.holds(() -> outbox(rides), () -> outbox(rides).getFirst().readAt() != null);
        assertThat(unread(drives)).isZero();

        done(command(CommandId.next(), new MessageCommand.Delete(sent.id(), driver.value())));
        eventuallyListed(drives, 0);
        assertThat(outbox(rides)).as("his own he keeps").hasSize(1);
        assertThat(refusal(ask(MessageAddresses.GET, rides, new MessageQuery.Get(MessageId.next(), rider.value()))))
                .isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    @Tag("D2")
    void the_unread_come_first_page_by_page() {
        accepted();
        List<MessageId> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) sent.add(done(send(rides, "Message " + i)).id());
        eventuallyListed(drives, 5);
        done(command(CommandId.next(), new MessageCommand.MarkRead(sent.get(4), driver.value())));
        Eventually.holds(() -> inbox(drives), () -> unread(drives) == 4);
        List<MessageId> pages = new ArrayList<>();
        MessageView before = null;
        do {
            var page = done(ask(
                    MessageAddresses.MAILBOX,
                    drives,
                    new MessageQuery.Mailbox(
                            driver.value(),
                            false,
                            before != null && before.readAt() == null,
                            before == null ? null : before.id(),
                            2)));
            page.items().forEach(item -> pages.add(item.id()));
            before = page.next();
        } while (before != null);
        assertThat(pages).containsExactly(sent.get(3), sent.get(2), sent.get(1), sent.get(0), sent.get(4));
        MessageFeed feed = done(ask(
                MessageAddresses.FEED,
                Actor.SYSTEM,
                new MessageFeed.Read(List.of(new MessageFeed.After(driver.value(), 2)))));
        assertThat(feed.entries())
                .extracting(MessageFeed.Entry::seq, MessageFeed.Entry::message)
                .containsExactly(tuple(3L, sent.get(2)), tuple(4L, sent.get(3)), tuple(5L, sent.get(4)));
    }

    @Test
    void what_it_costs_is_told_before() {
        accepted();
        assertThat(done(price(rides))).isEqualTo(new MessagePrice(MessageKind.RIDE, null));
        over();
        assertThat(done(price(rides))).isEqualTo(new MessagePrice(MessageKind.CONTACT, Money.usd(150)));
        assertThat(done(price(drives))).isEqualTo(new MessagePrice(MessageKind.CONTACT, null));
        assertThat(refusal(price(new Actor(Role.RIDER, UUID.randomUUID())))).isEqualTo(Refusal.NOT_FOUND);
        done(ask(MessageAddresses.BLOCK, drives, new BlockSender(driver.value(), rider.value(), true)));
        assertThat(refusal(price(rides))).isEqualTo(Refusal.SENDER_BLOCKED);
    }

    @Test
    void after_the_ride_the_rider_pays_and_whoever_repeats_it_pays_once() {
        over();
        CommandId id = CommandId.next();
        SendMessage command = message(rides, SECRET);
        List<Future<Reply<MessageView>>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) all.add(ask(MessageAddresses.SEND, id, rides, command));
        List<MessageId> ids = new ArrayList<>();
        for (Future<Reply<MessageView>> one : all) {
            MessageView sent = done(one);
            assertThat(sent.status()).isEqualTo(Status.SENT);
            assertThat(sent.price()).isEqualTo(Money.usd(150));
            ids.add(sent.id());
        }
        assertThat(ids).as("one message").containsOnly(ids.getFirst());
        assertThat(captures())
                .extracting(TestGateway.Capture::key)
                .containsExactly("pay:" + ids.getFirst() + ":service:1");
        eventuallyListed(drives, 1);
        SendMessage other = message(rides, "another");
        assertThat(done(ask(MessageAddresses.SEND, CommandId.next(), rides, other))
                        .id())
                .isNotEqualTo(ids.getFirst());
        assertThat(captures()).hasSize(2);
    }

    @Test
    void what_is_declined_is_not_sent_and_says_why() {
        over();
        remote.mode = new TestGateway.Mode.Decline("insufficient_funds");
        CommandId id = CommandId.next();
        SendMessage command = message(rides, SECRET);
        MessageView refused = done(ask(MessageAddresses.SEND, id, rides, command));
        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.code()).isEqualTo("insufficient_funds");
        remote.mode = TestGateway.CAPTURE;
        assertThat(done(ask(MessageAddresses.SEND, id, rides, command)).status())
                .as("the same command")
                .isEqualTo(Status.REFUSED);
        assertThat(captures()).isEmpty();
        Eventually.holds(() -> outbox(rides), () -> outbox(rides).size() == 1);
        assertThat(inbox(drives)).isEmpty();
    }

    @Test
    void what_nobody_knows_is_pending_and_sent_by_itself_when_it_is_known() {
        over();
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        MessageView pending = done(send(rides, SECRET));
        assertThat(pending.status()).isEqualTo(Status.PENDING_PAYMENT);
        assertThat(inbox(drives)).isEmpty();
        remote.mode = TestGateway.CAPTURE;
        eventuallyListed(drives, 1);
        Eventually.holds(() -> outbox(rides), () -> outbox(rides).getFirst().status() == Status.SENT);
        assertThat(captures()).hasSize(1);
    }

    @Test
    void whoever_was_blocked_while_it_was_pending_is_refused_and_has_his_money_back() {
        over();
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        MessageView pending = done(send(rides, SECRET));
        assertThat(pending.status()).isEqualTo(Status.PENDING_PAYMENT);
        done(ask(MessageAddresses.BLOCK, drives, new BlockSender(driver.value(), rider.value(), true)));
        remote.mode = TestGateway.CAPTURE;
        Eventually.holds(
                () -> remote.refunded(),
                () -> remote.refunded().stream()
                        .anyMatch(back ->
                                captures().stream().anyMatch(c -> c.reference().equals(back.charge()))));
        Eventually.holds(() -> outbox(rides), () -> outbox(rides).getFirst().status() == Status.REFUSED);
        assertThat(inbox(drives)).isEmpty();
        assertThat(refusal(send(rides, "Hello?"))).isEqualTo(Refusal.SENDER_BLOCKED);
        done(ask(MessageAddresses.BLOCK, drives, new BlockSender(driver.value(), rider.value(), false)));
        assertThat(done(send(rides, "Hello?")).status()).isEqualTo(Status.SENT);
    }

    @Test
    void while_the_breaker_is_open_nothing_is_left_and_the_same_command_sends_later() {
        over();
        remote.mode = new TestGateway.Mode.Fail(503);
        Eventually.holds(
                () -> "the breaker does not open",
                () -> await(send(rides, "open")) instanceof Reply.Refused<MessageView> refused
                        && refused.refusal() == Refusal.GATEWAY_UNAVAILABLE);
        CommandId id = CommandId.next();
        SendMessage command = message(rides, SECRET);
        Reply<MessageView> refused = await(ask(MessageAddresses.SEND, id, rides, command));
        assertThat(refused).isInstanceOfSatisfying(Reply.Refused.class, is -> {
            assertThat(is.refusal()).isEqualTo(Refusal.GATEWAY_UNAVAILABLE);
            assertThat(is.retryAfterSeconds()).isPositive();
        });
        assertThat(await(store.query("SELECT 1 FROM message WHERE command_id = ?", id))
                        .size())
                .isZero();
        remote.mode = TestGateway.CAPTURE;
        Eventually.holds(
                () -> "not sent",
                () -> await(ask(MessageAddresses.SEND, id, rides, command)) instanceof Reply.Done<MessageView> done
                        && done.value().status() == Status.SENT);
    }

    @Test
    void what_a_process_that_died_has_begun_is_found_by_its_deadline() {
        over();
        MessageView sent = done(send(rides, SECRET));
        await(store.commit(Unit.of()
                .run("UPDATE message SET version = 0, status = 'PENDING_PAYMENT' WHERE message_id = ?", sent.id())
                .run("DELETE FROM event WHERE aggregate_id = ?", sent.id())
                .deadline(sent.id().value(), "message", Instant.now())
                .build()));
        Eventually.holds(
                () -> "not sent again",
                () -> await(store.query("SELECT 1 FROM message WHERE message_id = ? AND status = 'SENT'", sent.id()))
                                .size()
                        == 1);
        assertThat(captures()).as("charged once").hasSize(1);
    }

    @Test
    @Tag("D2")
    void no_text_is_in_any_table_and_whose_keys_are_destroyed_nobody_reads_again() {
        accepted();
        done(send(rides, SECRET));
        eventuallyListed(drives, 1);
        assertThat(dump()).doesNotContain("umbrella");
        Actor admin = new Actor(Role.OPERATOR, UUID.randomUUID());
        String before = sealed();
        EraseConversations.Erased erased =
                done(ask(MessageAddresses.ERASE, admin, new EraseConversations(rider.value(), "he asked for it")));
        assertThat(erased.conversations()).isEqualTo(1);
        assertThat(sealed()).as("the text lies there, and has no key").isEqualTo(before);
        assertThat(await(store.query(
                                "SELECT 1 FROM conversation WHERE sealed_key IS NOT NULL AND ? IN (one_id, other_id)",
                                rider))
                        .size())
                .isZero();
        assertThat(inbox(drives).getFirst().text()).isNull();
        assertThat(done(ask(MessageAddresses.AUDIT, admin, new Audit.Read(null, admin.id(), null, 5)))
                        .items())
                .singleElement()
                .satisfies(act -> assertThat(act.reason()).isEqualTo("he asked for it"));
        assertThat(done(send(rides, "anew")).status()).isEqualTo(Status.SENT);
        eventuallyListed(drives, 2);
        assertThat(inbox(drives)).extracting(MessageView::text).containsExactly("anew", null);
    }

    @Test
    @Tag("D2")
    void the_mailbox_is_put_right_from_the_journal() {
        accepted();
        MessageView one = done(send(rides, SECRET));
        MessageView two = done(send(rides, "and my hat"));
        eventuallyListed(drives, 2);
        done(command(CommandId.next(), new MessageCommand.MarkRead(one.id(), driver.value())));
        done(command(CommandId.next(), new MessageCommand.Delete(one.id(), rider.value())));
        Eventually.holds(() -> outbox(rides), () -> outbox(rides).size() == 1 && unread(drives) == 1);
        List<MessageView> came = inbox(drives);
        List<MessageView> sent = outbox(rides);
        await(store.commit(Unit.of()
                .run("DELETE FROM mailbox WHERE message_id = ?", two.id())
                .run(
                        "UPDATE mailbox SET read_at = NULL, unread = TRUE, sender_deleted = FALSE WHERE message_id = ?",
                        one.id())
                .build()));
        assertThat(inbox(drives)).isNotEqualTo(came);
        assertThat(await(MailboxRows.rebuild(store))).isGreaterThanOrEqualTo(4);
        assertThat(inbox(drives)).isEqualTo(came);
        assertThat(outbox(rides)).isEqualTo(sent);
    }

    @Test
    void strangers_and_the_desk() {
        accepted();
        Actor stranger = new Actor(Role.RIDER, UUID.randomUUID());
        assertThat(refusal(send(stranger, "Hello"))).isEqualTo(Refusal.NOT_FOUND);
        Actor desk = new Actor(Role.OPERATOR, UUID.randomUUID());
        SendMessage command = new SendMessage(MessageId.next(), desk, null, rides, "Your umbrella is here.");
        assertThat(done(ask(MessageAddresses.SEND, CommandId.next(), desk, command))
                        .status())
                .isEqualTo(Status.SENT);
        eventuallyListed(rides, 1);
    }

    private String sealed() {
        StringBuilder all = new StringBuilder();
        for (Row row : await(store.query("SELECT text FROM message WHERE ? IN (sender_id, receiver_id)", rider)))
            all.append(row.getBuffer("text").toString(StandardCharsets.ISO_8859_1));
        return all.toString();
    }

    /** Every column of every table, as bytes. */
    private static String dump() {
        StringBuilder all = new StringBuilder();
        for (Row table : await(store.query("SELECT table_name AS name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"))) {
            for (Row row : await(store.query("SELECT * FROM `" + table.getString("name") + "`")))
                for (int i = 0; i < row.size(); i++) {
                    Object value = row.getValue(i);
                    all.append(
                                    value instanceof Buffer bytes
                                            ? bytes.toString(StandardCharsets.ISO_8859_1)
                                            : String.valueOf(value))
                            .append('\n');
                }
        }
        assertThat(all).hasSizeGreaterThan(1_000);
        return all.toString();
    }

    private void accepted() {
        publish(
                new DispatchEvent.CallOpened(
                        ride, rider, new GeoPoint(40.7, -74), new GeoPoint(40.8, -74), Instant.now(), Instant.now()),
                new DispatchEvent.CallAccepted(ride, driver, TaxiId.next(), "4P21", 1, Instant.now(), Instant.now()));
        Eventually.holds(
                () -> "no ride",
                () -> await(store.query("SELECT 1 FROM ride WHERE driver_id = ?", driver))
                                .size()
                        == 1);
    }

    private void over() {
        accepted();
        publish(new DispatchEvent.PassengerDroppedOff(
                ride,
                rider,
                driver,
                new GeoPoint(40.7, -74),
                3_000,
                600,
                new Fare(Money.usd(1_250), "test", List.of(new Fare.Line("fare", 1_250))),
                Instant.now(),
                "somebody looks at it, so that the gateway has messages alone"));
        Eventually.holds(
                () -> "not over",
                () -> await(store.query("SELECT 1 FROM ride WHERE ride_id = ? AND ended_at IS NOT NULL", ride))
                                .size()
                        == 1);
    }

    private void publish(DispatchEvent... events) {
        await(dispatch.commit(Unit.of()
                .events(DispatchEvent.TOPIC, version, List.of(events), Actor.SYSTEM, null)
                .build()));
        version += events.length;
    }

    private List<TestGateway.Capture> captures() {
        return remote.ledger().stream()
                .filter(capture -> capture.ride().equals(ride.toString()))
                .toList();
    }

    private SendMessage message(Actor from, String text) {
        return new SendMessage(MessageId.next(), from, ride, null, text);
    }

    private Future<Reply<MessageView>> send(Actor from, String text) {
        return ask(MessageAddresses.SEND, CommandId.next(), from, message(from, text));
    }

    private Future<Reply<MessagePrice>> price(Actor from) {
        return ask(MessageAddresses.PRICE, from, new MessageQuery.Price(from, ride));
    }

    private Future<Reply<MessageView>> command(CommandId id, MessageCommand command) {
        return ask(MessageAddresses.COMMANDS, id, new Actor(Role.RIDER, command.owner()), command);
    }

    private static List<MessageView> inbox(Actor owner) {
        return done(ask(MessageAddresses.MAILBOX, owner, new MessageQuery.Mailbox(owner.id(), false, false, null, 20)))
                .items();
    }

    private static List<MessageView> outbox(Actor owner) {
        return done(ask(MessageAddresses.MAILBOX, owner, new MessageQuery.Mailbox(owner.id(), true, false, null, 20)))
                .items();
    }

    private static int unread(Actor owner) {
        return done(ask(MessageAddresses.UNREAD, owner, new MessageQuery.CountUnread(owner.id())))
                .unread();
    }

    private static void eventuallyListed(Actor owner, int count) {
        Eventually.holds(() -> inbox(owner), () -> inbox(owner).size() == count);
    }

    private static <C, R> Future<Reply<R>> ask(Address<C, R> address, Actor actor, C body) {
        return ask(address, CommandId.next(), actor, body);
    }

    private static <C, R> Future<Reply<R>> ask(Address<C, R> address, CommandId id, Actor actor, C body) {
        return kit.bus().ask(address, new Request<>(id, actor, Instant.now(), null, null, body));
    }

    private static <R> R done(Future<Reply<R>> asked) {
        return switch (await(asked)) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }

    private static <R> Refusal refusal(Future<Reply<R>> asked) {
        return switch (await(asked)) {
            case Reply.Refused<R> refused -> refused.refusal();
            case Reply.Done<R> done -> throw new AssertionError(done);
        };
    }
}
