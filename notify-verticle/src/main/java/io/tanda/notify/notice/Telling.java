package io.tanda.notify.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.WalletId;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Told;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest.Meaning;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How an event is told: a row for the inbox, and where it goes out, one for each channel that its receiver wants. */
final class Telling {
    /** How far a notice goes. */
    enum Reach {
        /** Inbox and stream: what somebody did himself, or is told better by another notice. */
        INBOX,
        /** Also by the channels that the receiver wants. */
        OUT
    }

    /** Rides under way whose riders' streams are told at once; those of others look every two seconds. */
    private static final int RIDERS_KNOWN = 20_000;

    private static final String CAPTURED = PaymentEvent.TOPIC.typeOf(PaymentEvent.ChargeCaptured.class);

    private static final String TIP = Kinds.of(CAPTURED, Purpose.TIP);

    /** Absent: nothing goes out. */
    private final @Nullable InstantSource real;

    private final Consumer<UUID> news;
    private final Map<RideId, RiderId> riders = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RideId, RiderId> eldest) {
            return size() > RIDERS_KNOWN;
        }
    });

    private Telling(@Nullable InstantSource real, Consumer<UUID> news) {
        this.real = real;
        this.news = news;
    }

    /** @param news told after the commit who has a notice, without promise */
    static Telling sending(InstantSource real, Consumer<UUID> news) {
        return new Telling(real, news);
    }

    /** The inbox alone, and nothing that streams show: what was told is not told again. */
    static Telling silent() {
        return new Telling(null, receiver -> {});
    }

    /** The rider is known from an earlier event of the same order, or from {@code first}. */
    <E extends RideEvent> Meaning<E, Change> rider(
            Reach reach, Function<E, Details> details, Function<E, Change> first) {
        return (event, recorded) -> {
            RideId ride = event.ride();
            Change change = first.apply(event)
                    .and(Change.of(toRider(reach, event, kind(event, recorded), details.apply(event))));
            return told(change, () -> {
                RiderId rider = riders.get(ride);
                return rider == null ? null : rider.value();
            });
        };
    }

    <E extends RideEvent> Meaning<E, Change> rider(Reach reach, Function<E, Details> details) {
        return rider(reach, details, event -> Change.none());
    }

    <E extends RideEvent> Meaning<E, Change> rider(Reach reach) {
        return rider(reach, event -> Details.NONE);
    }

    /** @param driver gives nothing where nobody was on the way */
    <E extends RideEvent> Meaning<E, Change> driver(
            Reach reach,
            Function<E, @Nullable DriverId> driver,
            Function<E, Details> details,
            Function<E, Change> first) {
        return (event, recorded) -> {
            DriverId receiver = driver.apply(event);
            if (receiver == null) return Future.succeededFuture(Effects.of(first.apply(event)));
            Change change = first.apply(event)
                    .and(Change.of(toDriver(reach, receiver, event, kind(event, recorded), details.apply(event))));
            return told(change, receiver::value);
        };
    }

    <E extends RideEvent> Meaning<E, Change> driver(
            Reach reach, Function<E, @Nullable DriverId> driver, Function<E, Details> details) {
        return driver(reach, driver, details, event -> Change.none());
    }

    <E extends RideEvent> Meaning<E, Change> driver(Reach reach, Function<E, @Nullable DriverId> driver) {
        return driver(reach, driver, event -> Details.NONE);
    }

    /** A rider, of his own payment methods: it is about no ride. */
    <E extends MethodEvent> Meaning<E, Change> owner(Reach reach, Function<E, Details> details) {
        return (event, recorded) -> {
            WalletId wallet = WalletId.of(event.rider());
            News news = new News.ToPerson(
                    new Actor(Role.RIDER, event.rider().value()),
                    wallet,
                    recorded.type(),
                    event.at(),
                    details.apply(event),
                    number(wallet, recorded.type(), Role.RIDER, event.at()),
                    sent(reach));
            return told(Change.of(news), event.rider()::value);
        };
    }

    /** Whom the event itself says. Where it is about no ride, what would be his wallet stands in its place. */
    <E extends Told> Meaning<E, Change> told() {
        return (event, recorded) -> {
            Change change = Change.none();
            List<UUID> receivers = new ArrayList<>();
            RideId ride = event.aboutRide();
            for (Told.Receiver to : event.told()) {
                Actor who = to.who();
                if (who.role() != Role.RIDER && who.role() != Role.DRIVER) continue;
                String kind = to.as() == null ? recorded.type() : recorded.type() + "." + to.as();
                Id about = ride == null ? WalletId.of(new RiderId(who.id())) : ride;
                change = change.and(Change.of(new News.ToPerson(
                        who,
                        about,
                        kind,
                        event.at(),
                        Details.NONE,
                        number(about, kind, who.role(), event.at()),
                        sent(to.out() ? Reach.OUT : Reach.INBOX))));
                receivers.add(who.id());
            }
            return Future.succeededFuture(Effects.of(change).afterwards(() -> receivers.forEach(news)));
        };
    }

    /** Not told by itself: only what the ride's row learns. */
    static <E extends RideEvent> Meaning<E, Change> noted(Function<E, Change> rows) {
        return (event, recorded) -> Future.succeededFuture(Effects.of(rows.apply(event)));
    }

    /** Whose ride it is, for rows and nudges. */
    Change rides(RideId ride, RiderId rider) {
        riders.put(ride, rider);
        return Change.of(new News.Requested(ride, rider));
    }

    private Future<Effects<Change>> told(Change change, Supplier<@Nullable UUID> receiver) {
        return Future.succeededFuture(Effects.of(change).afterwards(() -> {
            UUID known = receiver.get();
            if (known != null) news.accept(known);
        }));
    }

    private static String kind(RideEvent event, Recorded recorded) {
        return Kinds.of(event, recorded.type());
    }

    private News toRider(Reach reach, RideEvent event, String kind, Details details) {
        return new News.ToRider(
                event.ride(),
                kind,
                event.at(),
                details,
                number(event.ride(), kind, Role.RIDER, event.at()),
                sent(reach));
    }

    private News toDriver(Reach reach, DriverId driver, RideEvent event, String kind, Details details) {
        return new News.ToDriver(
                driver,
                event.ride(),
                kind,
                event.at(),
                details,
                number(event.ride(), kind, Role.DRIVER, event.at()),
                sent(reach));
    }

    /** Whoever comes second of drop-off and capture tells the driver. */
    Change captureToDriver(RideId ride) {
        return Change.of(new News.CaptureToDriver(ride, CAPTURED, number(ride, CAPTURED, Role.DRIVER, Instant.EPOCH)));
    }

    /** Whoever comes second of drop-off and tip tells the driver. */
    Change tipToDriver(RideId ride) {
        return Change.of(new News.TipToDriver(ride, TIP, number(ride, TIP, Role.DRIVER, Instant.EPOCH)));
    }

    /**
     * Null, and the table gives the next. One that is not told now has a number below those that are given, the same each time, so that no
     * stream comes to it.
     */
    private @Nullable Long number(Id of, String kind, Role role, Instant at) {
        if (real != null) return null;
        UUID about = UUID.nameUUIDFromBytes((of + kind + role + at).getBytes(UTF_8));
        return about.getMostSignificantBits() | Long.MIN_VALUE;
    }

    private @Nullable Instant sent(Reach reach) {
        return reach == Reach.INBOX || real == null ? null : real.instant();
    }
}
