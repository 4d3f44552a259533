package io.tanda.notify.notice;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.contract.notify.Contact;
import io.tanda.contract.notify.FindContact;
import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.NotificationFeed;
import io.tanda.contract.notify.NotificationPage;
import io.tanda.contract.notify.NotificationPage.Notification;
import io.tanda.contract.notify.NotificationQuery;
import io.tanda.contract.notify.SetContact;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.DefaultMethodChanged;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.PaymentEvent.MethodRegistered;
import io.tanda.contract.payment.PaymentEvent.MethodRemoved;
import io.tanda.notify.Story;
import io.tanda.notify.contact.Contacts;
import io.tanda.notify.words.Words;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same of MariaDB, and how an inbox is read. */
@Tag("A10")
@SuppressWarnings("NullAway.Init")
final class NoticesIT extends NoticesContract {
    private final Vertx vertx = Vertx.vertx();
    private final Map<Topic<?>, Store> journals = new LinkedHashMap<>();
    private Store store;
    private Inbox inbox;
    private Contacts contacts;

    @BeforeEach
    void open() {
        store = TestStore.open(vertx, "notify");
        inbox = new Inbox(store, Words.read(), Language.ENGLISH);
        contacts = new Contacts(store, Set.of("webhook", "mail"), true);
    }

    @AfterEach
    void close() {
        for (Store journal : journals.values()) await(journal.close());
        await(store.close());
        await(vertx.close());
    }

    @Test
    void an_inbox_is_read_newest_first_in_pages_and_in_the_language_of_its_reader() {
        Story story = new Story(NOON);
        await(tell(story));
        List<Notification> all = new ArrayList<>();
        Long before = null;
        do {
            NotificationPage page = await(inbox.list(new NotificationQuery(story.rider.value(), before, 4)));
            all.addAll(page.items());
            before = page.next();
        } while (before != null);
        assertThat(all).hasSize(12);
        assertThat(all).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        assertThat(all.getFirst().text()).isEqualTo("Your ride is over. Paid: USD 12.50.");
        set(story.rider.value(), new Contact(Language.KOREAN, null, null, null, null));
        assertThat(await(inbox.list(new NotificationQuery(story.rider.value(), null, 1)))
                        .items()
                        .getFirst()
                        .text())
                .isEqualTo("운행이 끝났습니다. 결제 금액: USD 12.50.");
    }

    @Test
    @Tag("C2")
    void a_rider_is_told_of_his_payment_methods_which_belong_to_no_ride() {
        RiderId rider = RiderId.next();
        MethodId card = MethodId.next();
        set(rider.value(), new Contact(null, "http://localhost/hook", null, null, null));
        List<MethodEvent> events = List.of(
                new MethodRegistered(rider, card, MethodKind.CARD, "visa", "4242", null, NOON),
                new DefaultMethodChanged(rider, card, NOON),
                new MethodRegistered(rider, MethodId.next(), MethodKind.CASH, null, null, null, NOON.plusSeconds(1)),
                new MethodRemoved(rider, card, MethodKind.CARD, "visa", "4242", NOON.plusSeconds(2)));
        Interest<?, Change> interest = interests().stream()
                .filter(followed -> followed.topic().equals(PaymentEvent.TOPIC))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < events.size(); i++) await(tell(interest, recorded(i + 1, events.get(i))));

        List<Notification> told = await(inbox.list(new NotificationQuery(rider.value(), null, 10)))
                .items();
        assertThat(told)
                .extracting(Notification::text)
                .containsExactly(
                        "You do not pay with visa 4242 any more. If it was not you who removed it, tell us.",
                        "You can pay with cash now. If it was not you who registered it, tell us.",
                        "You can pay with visa 4242 now. If it was not you who registered it, tell us.");
        assertThat(told).extracting(Notification::ride).containsOnlyNulls();
        assertThat(deliveries("webhook")).hasSize(3);
        set(rider.value(), new Contact(Language.KOREAN, null, null, null, null));
        assertThat(await(inbox.list(new NotificationQuery(rider.value(), null, 2)))
                        .items()
                        .getLast()
                        .text())
                .startsWith("결제 수단(현금)이 등록되었습니다.");
    }

    private static Recorded recorded(int version, MethodEvent event) {
        return new Recorded(
                event.aggregate().id(),
                version,
                PaymentEvent.TOPIC.typeOf(event),
                event.at(),
                Actor.SYSTEM,
                null,
                Wire.encodeText(event));
    }

    @Test
    void a_page_before_anothers_notification_is_empty() {
        Story story = new Story(NOON);
        await(tell(story));
        Long anothers = await(inbox.list(new NotificationQuery(story.driver.value(), null, 1)))
                .next();
        assertThat(await(inbox.list(new NotificationQuery(story.rider.value(), anothers, 10)))
                        .items())
                .isEmpty();
    }

    @Test
    void a_feed_goes_on_after_a_number_and_leaves_nothing_out() {
        Story story = new Story(NOON);
        Story other = new Story(NOON);
        await(Future.all(tell(story), tell(other)));
        NotificationFeed feed =
                await(inbox.feed(Map.of(story.rider.value(), 0L, other.driver.value(), 0L, UUID.randomUUID(), 0L)));
        List<Long> ids = ids(feed, story.rider.value());
        assertThat(ids).hasSize(12).isSorted();
        assertThat(ids(feed, other.driver.value())).isSorted().isNotEmpty();
        assertThat(ids(await(inbox.feed(Map.of(story.rider.value(), ids.get(7)))), story.rider.value()))
                .isEqualTo(ids.subList(8, 12));
        assertThat(await(inbox.end(story.rider.value())).id()).isEqualTo(ids.getLast());
        assertThat(news).contains(story.rider.value(), story.driver.value());
    }

    @Test
    void nobody_reads_or_sets_what_is_anothers() {
        Actor rider = new Actor(Role.RIDER, UUID.randomUUID());
        UUID other = UUID.randomUUID();
        Questions questions = new Questions(inbox);
        assertThat(refusal(questions.list(request(rider, new NotificationQuery(other, null, 10)))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(questions.end(request(rider, new NotificationFeed.FindEnd(other)))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(questions.feed(
                        request(rider, new NotificationFeed.Read(List.of(new NotificationFeed.After(other, 0)))))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(contacts.set(request(rider, new SetContact(other, Contact.NONE)))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(contacts.find(request(rider, new FindContact(other)))))
                .isEqualTo(Refusal.NOT_FOUND);
        Actor operator = new Actor(Role.OPERATOR, other);
        assertThat(refusal(contacts.find(request(operator, new FindContact(other)))))
                .isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void a_contact_is_replaced_as_a_whole_and_only_by_channels_that_there_are() {
        UUID receiver = UUID.randomUUID();
        Contact both = new Contact(Language.KOREAN, "http://localhost/hook", "kim@example.org", null, null);
        assertThat(set(receiver, both)).isEqualTo(both);
        assertThat(find(receiver)).isEqualTo(both);
        Contact mail = new Contact(null, null, "lee@example.org", null, null);
        set(receiver, mail);
        assertThat(find(receiver)).isEqualTo(mail);
        Actor actor = new Actor(Role.DRIVER, receiver);
        for (Contact wrong : List.of(
                new Contact(null, null, null, "+821012345678", null),
                new Contact(null, "ftp://localhost/hook", null, null, null),
                new Contact(null, "http://me:secret@localhost/hook", null, null, null)))
            assertThat(refusal(contacts.set(request(actor, new SetContact(receiver, wrong)))))
                    .isEqualTo(Refusal.INVALID);
        assertThat(find(receiver)).isEqualTo(mail);
        assertThat(find(UUID.randomUUID())).isEqualTo(Contact.NONE);
    }

    @Test
    void a_rebuild_puts_back_what_was_told_and_sends_nothing_by_channel_or_stream() {
        Story told = new Story(NOON);
        Story coming = new Story(NOON);
        for (Interest<?, Change> interest : Notices.interests(Telling.silent()))
            journals.put(
                    interest.topic(), TestStore.open(vertx, interest.topic().context()));
        set(told.rider.value(), new Contact(null, "http://localhost/hook", null, null, null));
        set(coming.rider.value(), new Contact(null, "http://localhost/hook", null, null, null));
        await(Future.all(told.write(journals), coming.write(journals)));
        await(tell(told));
        List<String> outgoing = deliveries("webhook");
        long end = await(inbox.end(told.rider.value())).id();
        await(store.query("DELETE FROM notice WHERE ride_id = ? AND number % 2 = 0", told.ride));

        assertThat(await(rebuild())).isEqualTo(24);
        assertThat(await(rebuild())).isEqualTo(24);

        assertThat(notices(told)).containsExactlyInAnyOrderElementsOf(told.notices());
        assertThat(await(inbox.end(told.rider.value())).id()).isLessThanOrEqualTo(end);
        assertThat(await(inbox.feed(Map.of(told.rider.value(), end))).entries()).isEmpty();
        // What the follower has not come to yet is his: he sends it.
        assertThat(notices(coming)).isEmpty();
        assertThat(await(store.query("SELECT number FROM delivery")).size()).isEqualTo(outgoing.size());
        await(tell(coming));
        assertThat(deliveries("webhook")).containsAll(Story.outToRider());
        assertThat(await(store.query("SELECT number FROM delivery")).size()).isEqualTo(2 * outgoing.size());
    }

    private Future<Long> rebuild() {
        return new Rebuild(store, journals::get, Instant.now(), line -> {}).run();
    }

    @Override
    Commits<Change> commits() {
        return NoticeRows.commits(store);
    }

    @Override
    void wants(UUID receiver) {
        set(receiver, new Contact(null, "http://localhost/hook", "kim@example.org", null, null));
    }

    @Override
    List<String> notices(Story story) {
        List<String> told = new ArrayList<>();
        await(store.query("SELECT receiver_id, kind, at FROM notice WHERE ride_id = ?", story.ride))
                .forEach(row -> told.add(
                        Story.line(Rows.uuid(row, "receiver_id"), row.getString("kind"), Rows.instant(row, "at"))));
        return told;
    }

    @Override
    List<String> deliveries(String channel) {
        List<String> kinds = new ArrayList<>();
        await(store.query(
                        "SELECT n.kind FROM delivery d JOIN notice n ON n.number = d.number WHERE d.channel = ?",
                        channel))
                .forEach(row -> kinds.add(row.getString("kind")));
        return kinds;
    }

    private static List<Long> ids(NotificationFeed feed, UUID receiver) {
        return feed.entries().stream()
                .filter(entry -> entry.recipient().equals(receiver))
                .map(entry -> entry.notification().id())
                .toList();
    }

    private Contact set(UUID receiver, Contact contact) {
        return done(contacts.set(request(new Actor(Role.RIDER, receiver), new SetContact(receiver, contact))));
    }

    private Contact find(UUID receiver) {
        return done(contacts.find(request(new Actor(Role.RIDER, receiver), new FindContact(receiver))));
    }

    private static <C> Request<C> request(Actor actor, C body) {
        return new Request<>(CommandId.next(), actor, NOON, null, null, body);
    }

    private static <R> R done(Future<Reply<R>> reply) {
        return switch (await(reply)) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }

    private static <R> Refusal refusal(Future<Reply<R>> reply) {
        return switch (await(reply)) {
            case Reply.Done<R> done -> throw new AssertionError(done);
            case Reply.Refused<R> refused -> refused.refusal();
        };
    }
}
