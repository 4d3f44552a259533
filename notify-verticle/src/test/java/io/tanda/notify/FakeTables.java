package io.tanda.notify;

import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.notify.Language;
import io.tanda.notify.delivery.Deliveries;
import io.tanda.notify.delivery.Tries;
import io.tanda.notify.notice.Change;
import io.tanda.notify.notice.Details;
import io.tanda.notify.notice.News;
import io.tanda.notify.notice.Notice;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notify's tables in memory. {@code NoticesContract} and {@code DeliveriesContract} hold them to MariaDB's. */
public final class FakeTables implements Deliveries {
    private static final String ABOUT = "about";
    private static final String ONCE = "notice_once";
    private static final String OF_RECEIVER = "receiver";
    private static final String WAITING = "delivery_due";

    private record Ride(
            @Nullable RiderId rider,
            @Nullable DriverId droppedBy,
            @Nullable Paid fare,
            @Nullable Paid tip) {
        static final Ride NEW = new Ride(null, null, null, null);
    }

    private record Paid(Money amount, Instant at) {}

    private record Once(Id about, String kind, UUID receiver, Instant at) {
        private static Once of(Notice notice) {
            return new Once(notice.about(), notice.kind(), notice.receiver(), notice.at());
        }
    }

    private record Contact(UUID receiver, String channel, String address) {}

    private record Way(UUID receiver, String channel) {}

    private record Key(long number, String channel) {}

    /** A row of {@code delivery}. @param outcome absent: it is not over */
    public record Delivery(
            Notice notice,
            String channel,
            Instant madeAt,
            @Nullable Instant dueAt,
            @Nullable UUID holder,
            int tries,
            int unanswered,
            Tries.@Nullable Outcome outcome) {}

    private final FakeTable<RideId, Ride> rides = new FakeTable<>();
    private final FakeTable<Long, Notice> notices =
            new FakeTable<Long, Notice>().unique(ONCE, Once::of).index(ABOUT, Notice::about);
    private final FakeTable<Way, Contact> contacts =
            new FakeTable<Way, Contact>().index(OF_RECEIVER, Contact::receiver);
    private final FakeTable<UUID, Language> languages = new FakeTable<>();
    private final FakeTable<Key, Delivery> deliveries = new FakeTable<Key, Delivery>()
            .index(WAITING, delivery -> delivery.dueAt() == null ? null : delivery.channel());
    private long number;
    private long claims;

    public final FakeCommits<Change> commits =
            new FakeCommits<>(this::write, Set.of(), rides, notices, contacts, languages, deliveries);

    private void write(FakeCommits<Change> into, Change change) {
        for (News news : change.news()) write(news);
    }

    private void write(News news) {
        switch (news) {
            case News.Requested n -> {
                Ride ride = ride(n.ride());
                rides.replace(n.ride(), new Ride(n.rider(), ride.droppedBy(), ride.fare(), ride.tip()));
            }
            case News.DroppedOff n -> {
                Ride ride = ride(n.ride());
                rides.replace(n.ride(), new Ride(n.rider(), n.driver(), ride.fare(), ride.tip()));
            }
            case News.Captured n -> {
                Ride ride = ride(n.ride());
                rides.replace(
                        n.ride(), new Ride(n.rider(), ride.droppedBy(), new Paid(n.amount(), n.at()), ride.tip()));
            }
            case News.Tipped n -> {
                Ride ride = ride(n.ride());
                rides.replace(
                        n.ride(), new Ride(n.rider(), ride.droppedBy(), ride.fare(), new Paid(n.amount(), n.at())));
            }
            case News.Ended none -> {}
            case News.ToRider n -> {
                RiderId rider = ride(n.ride()).rider();
                if (rider != null) tell(n.number(), rider.value(), Role.RIDER, n.ride(), n.kind(), n.at(), n.details());
                out(n);
            }
            case News.ToDriver n -> {
                tell(n.number(), n.driver().value(), Role.DRIVER, n.ride(), n.kind(), n.at(), n.details());
                out(n);
            }
            case News.ToPerson n -> {
                tell(n.number(), n.who().id(), n.who().role(), n.about(), n.kind(), n.at(), n.details());
                out(n);
            }
            case News.CaptureToDriver n ->
                toDropper(n.ride(), n.kind(), n.number(), ride(n.ride()).fare());
            case News.TipToDriver n ->
                toDropper(n.ride(), n.kind(), n.number(), ride(n.ride()).tip());
        }
    }

    private void toDropper(RideId ride, String kind, @Nullable Long given, @Nullable Paid paid) {
        DriverId driver = ride(ride).droppedBy();
        if (driver == null || paid == null) return;
        tell(given, driver.value(), Role.DRIVER, ride, kind, paid.at(), new Details(null, null, paid.amount()));
    }

    private Ride ride(RideId ride) {
        return rides.find(ride).orElse(Ride.NEW);
    }

    private void tell(
            @Nullable Long given, UUID receiver, Role role, Id about, String kind, Instant at, Details details) {
        if (notices.findBy(ONCE, new Once(about, kind, receiver, at)).isPresent()) return;
        Notice notice = new Notice(given == null ? ++number : given, receiver, role, about, kind, at, details);
        notices.insert(notice.number(), notice);
    }

    private void out(News.Told told) {
        Instant sent = told.sent();
        if (sent == null) return;
        for (Notice notice : notices.allBy(ABOUT, told.about())) {
            if (!notice.kind().equals(told.kind()) || !notice.at().equals(told.at())) continue;
            for (Contact contact : contacts.allBy(OF_RECEIVER, notice.receiver())) {
                Key key = new Key(notice.number(), contact.channel());
                if (deliveries.find(key).isEmpty())
                    deliveries.insert(key, new Delivery(notice, contact.channel(), sent, sent, null, 0, 0, null));
            }
        }
    }

    /** The receiver gives an address for a channel. */
    public void wants(UUID receiver, String channel, String address) {
        contacts.replace(new Way(receiver, channel), new Contact(receiver, channel, address));
    }

    public void doesNotWant(UUID receiver, String channel) {
        contacts.delete(new Way(receiver, channel));
    }

    public void reads(UUID receiver, Language language) {
        languages.replace(receiver, language);
    }

    public List<Notice> noticesOf(RideId ride) {
        return notices.allBy(ABOUT, ride);
    }

    public List<Notice> notices() {
        return List.copyOf(notices.all());
    }

    public List<Delivery> all() {
        return List.copyOf(deliveries.all());
    }

    @Override
    public Future<List<Claimed>> claim(String channel, Instant now, int limit) {
        return Future.succeededFuture(claim(new UUID(0, ++claims), due(channel, now, limit), now));
    }

    /** What may be claimed, oldest first. */
    public List<Delivery> due(String channel, Instant now, int limit) {
        return deliveries.allBy(WAITING, channel).stream()
                .filter(delivery -> !due(delivery).isAfter(now))
                .sorted(Comparator.comparing(FakeTables::due))
                .limit(limit)
                .toList();
    }

    /** The second half of a claim: those of them that are still due. */
    public List<Claimed> claim(UUID claim, List<Delivery> due, Instant now) {
        return due.stream()
                .map(delivery -> deliveries.find(key(delivery)).orElse(delivery))
                .filter(delivery ->
                        delivery.dueAt() != null && !delivery.dueAt().isAfter(now))
                .map(delivery -> claimed(delivery, claim, now.plus(LEASE)))
                .sorted(Comparator.comparing(Delivery::madeAt)
                        .thenComparing(delivery -> delivery.notice().number()))
                .map(delivery -> {
                    put(delivery);
                    return claimed(delivery);
                })
                .toList();
    }

    private static Delivery claimed(Delivery due, UUID claim, Instant until) {
        return new Delivery(
                due.notice(), due.channel(), due.madeAt(), until, claim, due.tries() + 1, due.unanswered() + 1, null);
    }

    /** What whoever claims it will find. */
    public List<Claimed> foreseen(UUID claim, List<Delivery> due, Instant now) {
        return due.stream()
                .map(delivery -> claimed(claimed(delivery, claim, now.plus(LEASE))))
                .toList();
    }

    /** When the next of a channel is due; absent: nothing waits. */
    public Optional<Instant> firstDue(String channel) {
        return deliveries.allBy(WAITING, channel).stream().map(FakeTables::due).min(Comparator.naturalOrder());
    }

    private static Instant due(Delivery delivery) {
        return Objects.requireNonNull(delivery.dueAt());
    }

    private Claimed claimed(Delivery delivery) {
        UUID receiver = delivery.notice().receiver();
        return new Claimed(
                Objects.requireNonNull(delivery.holder()),
                delivery.notice(),
                contacts.find(new Way(receiver, delivery.channel()))
                        .map(Contact::address)
                        .orElse(null),
                languages.find(receiver).orElse(null),
                delivery.tries(),
                delivery.unanswered());
    }

    private static Key key(Delivery delivery) {
        return new Key(delivery.notice().number(), delivery.channel());
    }

    private void put(Delivery delivery) {
        deliveries.replace(key(delivery), delivery);
    }

    @Override
    public Future<Void> over(String channel, Claimed claimed, Tries.Outcome outcome) {
        return held(channel, claimed)
                .map(now -> change(now, null, now.unanswered(), outcome))
                .orElseGet(Future::succeededFuture);
    }

    @Override
    public Future<Void> again(String channel, Claimed claimed, Instant due, int unanswered) {
        return held(channel, claimed)
                .map(now -> change(now, due, unanswered, null))
                .orElseGet(Future::succeededFuture);
    }

    private Optional<Delivery> held(String channel, Claimed claimed) {
        return deliveries
                .find(new Key(claimed.notice().number(), channel))
                .filter(now -> claimed.claim().equals(now.holder()));
    }

    private Future<Void> change(Delivery now, @Nullable Instant due, int unanswered, Tries.@Nullable Outcome outcome) {
        put(new Delivery(now.notice(), now.channel(), now.madeAt(), due, null, now.tries(), unanswered, outcome));
        return Future.succeededFuture();
    }

    @Override
    public Future<Backlog> backlog(String channel) {
        List<Delivery> waiting = deliveries.allBy(WAITING, channel);
        Instant oldest = waiting.stream()
                .map(Delivery::madeAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return Future.succeededFuture(new Backlog(waiting.size(), oldest));
    }
}
