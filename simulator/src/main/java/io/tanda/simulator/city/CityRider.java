package io.tanda.simulator.city;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.client.Answer;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Person;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who calls a taxi, follows the ride, and sometimes thinks better of it. */
final class CityRider {
    private static final Logger log = LoggerFactory.getLogger(CityRider.class);

    private static final List<String> FIRST_NAMES = List.of("Ada", "민준", "José", "Łucja", "Zoë", "Kwame");

    /** What the simulated gateway knows a card by. */
    private static final TandaClient.MethodRequest CARD =
            new TandaClient.MethodRequest(MethodKind.CARD, new GatewayToken("tok_visa_4242"));

    /** Real time; the gateway answers twice within two seconds, or something is killed. */
    private static final int REGISTRATION_PATIENCE_SECONDS = 5;

    private static final String WHY = "I changed my mind";
    /** A sixth of the fare is what riders of New York give. */
    private static final int TIP_PART = 6;
    /** Real time until it is known to all that the ride is over, and he has missed what he left. */
    private static final int WRITES_AFTER_MILLIS = 1_500;

    private final City city;
    private final RiderId id;
    private final String token;
    private final Scenario.Hail hail;
    private @Nullable EventStream stream;
    private @Nullable RideId ride;
    private RideStatus status = RideStatus.REQUESTED;
    private RideStatus beneath = RideStatus.REQUESTED;
    private boolean assignedBefore;
    private @Nullable Instant requestedAt;
    private boolean over;

    CityRider(City city, RiderId id, String token, Scenario.Hail hail) {
        this.city = city;
        this.id = id;
        this.token = token;
        this.hail = hail;
    }

    void ask() {
        if (!hail.registers()) {
            book(null);
            return;
        }
        city.client()
                .registerMethod(token, UUID.randomUUID(), CARD)
                // He does not miss his taxi for it; whoever has none pays as before.
                .timeout(REGISTRATION_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onComplete((answer, late) -> {
                    MethodId method = answer instanceof Answer.Ok<MethodView> ok
                            ? ok.body().id()
                            : null;
                    city.tally().registered(method != null, hail.namesMethod());
                    book(hail.namesMethod() ? method : null);
                });
    }

    private void book(@Nullable MethodId method) {
        RecordedTrip trip = hail.trip();
        TandaClient.BookingRequest request = new TandaClient.BookingRequest(
                trip.from(),
                trip.to(),
                trip.passengers(),
                hail.cash() ? PaymentMethod.CASH : PaymentMethod.CARD,
                hail.isForLater() ? null : city.searchSeconds(),
                hail.isForLater() ? city.time().now().plus(hail.ahead()) : null,
                person(),
                method);
        long askedNanos = System.nanoTime();
        city.tally().asked();
        city.client().book(token, UUID.randomUUID(), request).onComplete(answered -> {
            if (answered.succeeded() && answered.result() instanceof Answer.Ok<BookingView> taken) {
                accepted(taken.body(), askedNanos);
                return;
            }
            log.debug("rider {} got no booking: {}", id, answered);
            if (answered.succeeded()
                    && answered.result() instanceof Answer.Refused<BookingView> refused
                    && refused.code().equals("outside_service_area"))
                city.tally().outside();
            else city.tally().notAccepted();
            end();
        });
    }

    private Person person() {
        int who = id.hashCode() & Integer.MAX_VALUE;
        return new Person(FIRST_NAMES.get(who % FIRST_NAMES.size()), City.phone(who));
    }

    private void accepted(BookingView booking, long askedNanos) {
        ride = booking.id();
        city.began(booking.id(), hail.trip());
        status = booking.status();
        city.tally().accepted(booking.id(), id, status, askedNanos);
        // From the beginning: what happened between the answer and this line, too.
        EventStream opened = city.client().bookingEvents(token, booking.id(), "0", this::told);
        stream = opened;
        opened.ended().onFailure(refused -> {
            log.warn("rider {} cannot follow ride {}: {}", id, booking.id(), refused.getMessage());
            end();
        });
        if (hail.cancels()) city.timer(city.time().realMillis(hail.cancelAfter()), this::cancel);
    }

    private void cancel() {
        RideId mine = ride;
        if (over || mine == null) return;
        city.tally().cancelAsked();
        city.client()
                .cancel(token, UUID.randomUUID(), mine, WHY)
                .compose(answer -> answer instanceof Answer.Refused<BookingView> refused
                                && refused.code().equals("fee_not_agreed")
                        ? agree(mine)
                        : Future.succeededFuture(answer))
                .onComplete(answered -> {
                    if (answered.succeeded() && answered.result() instanceof Answer.Refused<BookingView>)
                        city.tally().cancelRejected();
                });
    }

    /** He looks at what it costs, and still wants out. */
    private Future<Answer<BookingView>> agree(RideId mine) {
        return city.client().booking(token, mine).compose(answer -> {
            BookingView.Cancellation costs =
                    answer instanceof Answer.Ok<BookingView> ok ? ok.body().cancellation() : null;
            if (costs == null) return Future.succeededFuture(answer);
            city.tally().feeAgreed();
            return city.client()
                    .cancel(token, UUID.randomUUID(), mine, new TandaClient.CancelRequest(WHY, costs.fee()));
        });
    }

    private void tip(RideId mine, Money fare) {
        if (!hail.tips() || fare.minorUnits() == 0) return;
        Money tip = new Money(Math.max(1, fare.minorUnits() / TIP_PART), fare.currency());
        city.tally().tipped();
        city.client()
                .giveTip(token, UUID.randomUUID(), mine, tip)
                .onFailure(failure -> log.debug("rider {} gave no tip: {}", id, failure.getMessage()));
    }

    private record NewMessage(RideId ride, String text) {}

    /** He has left something in the taxi. Each rider is one who does or does not, whatever else happens. */
    private void write(RideId mine) {
        if (!city.habits().shows(Habit.WRITES, new Random(id.value().getLeastSignificantBits()))) return;
        city.timer(WRITES_AFTER_MILLIS, () -> {
            city.tally().written();
            city.client()
                    .call(
                            HttpMethod.POST,
                            "/v1/messages",
                            token,
                            UUID.randomUUID(),
                            new NewMessage(mine, "My umbrella is on the back seat."),
                            MessageView.class)
                    .onSuccess(answer -> {
                        if (answer instanceof Answer.Ok<MessageView> ok
                                && ok.body().status() == MessageView.Status.SENT)
                            city.tally().sent();
                    })
                    .onFailure(failure -> log.debug("rider {} has not written: {}", id, failure.getMessage()));
        });
    }

    // --- what the rider is told --------------------------------------------------------------

    private void told(EventStream.Event update) {
        RideId mine = ride;
        if (over || mine == null) return;
        BookingEvent event;
        try {
            JsonNode body = Wire.mapper().readTree(update.data()).path("body");
            event = BookingEvent.TOPIC.decode(update.type(), body.toString());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            log.warn("rider {} cannot read {}", id, update.data(), e);
            return;
        }
        switch (event) {
            case BookingEvent.RideScheduled scheduled -> now(RideStatus.SCHEDULED);
            case BookingEvent.RideRequested requested -> {
                if (status == RideStatus.SCHEDULED) now(RideStatus.REQUESTED);
                else requestedAt = requested.at();
            }
            case BookingEvent.SearchDelayed delayed -> {}
            case BookingEvent.DriverAssigned assigned -> {
                city.tally().dispatched(mine, assignedBefore);
                assignedBefore = true;
                beneathOrNow(RideStatus.ACCEPTED);
            }
            case BookingEvent.DriverArrived arrived -> beneathOrNow(RideStatus.ARRIVED);
            case BookingEvent.RiderContacted contacted -> {}
            case BookingEvent.DriverLost lost -> {
                if (lost.reason().equals(DispatchEvent.CallReopened.POSITIONS_STOPPED))
                    city.tally().takenFromSilentDriver();
                beneathOrNow(RideStatus.REQUESTED);
            }
            case BookingEvent.RideStarted started -> {
                Instant since = requestedAt;
                if (since != null) city.tally().pickedUpAfter(Duration.between(since, started.at()));
                now(RideStatus.IN_PROGRESS);
            }
            case BookingEvent.RideDroppedOff droppedOff -> now(RideStatus.SETTLING);
            case BookingEvent.RideCompleted completed -> {
                city.tally().paid(completed.paid());
                tip(mine, completed.paid());
                write(mine);
                now(RideStatus.COMPLETED);
            }
            case BookingEvent.RideOwed owed -> now(RideStatus.OWED);
            case BookingEvent.CancelRequested requested -> {
                beneath = status;
                now(RideStatus.CANCEL_PENDING);
            }
            case BookingEvent.CancelRejected rejected -> {
                city.tally().cancelRejected();
                now(beneath);
            }
            case BookingEvent.RideCanceled canceled ->
                now(canceled.by() == null ? RideStatus.RIDER_CANCELED : RideStatus.OPERATOR_CANCELED);
            case BookingEvent.NoDriversAvailable none -> now(RideStatus.NO_DRIVERS_AVAILABLE);
            case BookingEvent.RideAborted aborted -> {
                city.tally().paid(aborted.paid());
                now(RideStatus.ABORTED);
            }
            case BookingEvent.RiderNoShow missed -> now(RideStatus.NO_SHOW);
            case BookingEvent.RideExpired expired -> now(RideStatus.EXPIRED);
        }
    }

    /** While a cancellation is being decided the ride goes on beneath it. */
    private void beneathOrNow(RideStatus next) {
        if (status == RideStatus.CANCEL_PENDING) beneath = next;
        else now(next);
    }

    private void now(RideStatus next) {
        RideId mine = ride;
        if (mine == null) return;
        status = next;
        city.tally().status(mine, next);
        if (next.terminal()) end();
    }

    private void end() {
        if (over) return;
        over = true;
        EventStream open = stream;
        if (open != null) open.close();
        city.ended(ride);
    }
}
