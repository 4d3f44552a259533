package io.tanda.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.bus.Broadcast;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BusTest {
    private static final ChargeRide CHARGE =
            new ChargeRide(RideId.next(), RiderId.next(), Purpose.FARE, Money.usd(1_000), DriverId.next());

    private final Vertx vertx = Vertx.vertx();
    private static final AskLimits LIMITS = new AskLimits(50);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Bus bus = new Bus(vertx, LIMITS, meters);
    private final Request<PaymentQuery> request = new Request<>(
            CommandId.next(), Actor.SYSTEM, Instant.EPOCH, null, null, new PaymentQuery(RideId.next(), null));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void a_request_reaches_its_handler_as_it_was_sent() {
        List<Request<PaymentQuery>> seen = new CopyOnWriteArrayList<>();
        await(bus.serve(PaymentAddresses.GET, asked -> {
            seen.add(asked);
            return Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "no such ride"));
        }));

        Reply<PaymentView> reply = await(bus.ask(PaymentAddresses.GET, request));

        assertThat(reply).isEqualTo(Reply.refused(Refusal.NOT_FOUND, "no such ride"));
        assertThat(seen).singleElement().isSameAs(request);
    }

    @Test
    void each_question_is_counted_by_what_came_of_it() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Vertx own = Vertx.vertx();
        Bus counting = new Bus(own, AskLimits.USUAL, meters);
        await(counting.serve(
                PaymentAddresses.GET,
                asked -> Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "no such ride"))));
        await(counting.serve(PaymentAddresses.CHARGE, asked -> {
            throw new IllegalStateException("a bug");
        }));

        await(counting.ask(PaymentAddresses.GET, request));
        await(counting.ask(PaymentAddresses.GET, request));
        await(counting.ask(
                        PaymentAddresses.CHARGE,
                        new Request<>(request.id(), Actor.SYSTEM, Instant.EPOCH, null, null, CHARGE))
                .otherwiseEmpty());

        assertThat(meters.get("tanda.bus.asks")
                        .tags("address", "payment.get", "outcome", "refused")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("tanda.bus.asks")
                        .tags("address", "payment.charge", "outcome", "bug")
                        .timer()
                        .count())
                .isEqualTo(1);
        await(own.close());
    }

    @Test
    void an_unanswered_request_is_repeated_with_the_same_command_id() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        WireForm<PaymentQuery, PaymentView> form = new WireForm<>(PaymentAddresses.GET);
        elsewhere(message -> {
            seen.add(message.body().open(form::request).id());
            if (seen.size() == 3) answer(message);
        });

        await(bus.ask(PaymentAddresses.GET, request));

        assertThat(seen).containsExactly(request.id(), request.id(), request.id());
    }

    @Test
    void whoever_hangs_costs_a_question_one_try() {
        int questions = 40;
        elsewhere(message -> {});
        elsewhere(message -> answer(message));

        List<Future<Reply<PaymentView>>> asked = Stream.generate(
                        () -> bus.ask(PaymentAddresses.GET.within(200), next()))
                .limit(questions)
                .toList();

        await(Future.all(asked));
        // They take turns, so that half of the first tries are not answered; of the second ones all are.
        assertThat(repeated()).isEqualTo(questions / 2);
    }

    @Test
    void what_may_have_happened_in_silence_is_not_said_to_have_not_happened() {
        AtomicInteger seen = new AtomicInteger();
        elsewhere(message -> {
            if (seen.incrementAndGet() > 1) message.fail(AskFailed.Kind.UNAVAILABLE.code(), "down");
        });

        assertThatThrownBy(() -> await(bus.ask(PaymentAddresses.GET.within(50), request)))
                .cause()
                .isInstanceOfSatisfying(
                        AskFailed.class, failed -> assertThat(failed.kind()).isEqualTo(AskFailed.Kind.UNKNOWN));
    }

    @Test
    void a_context_that_does_not_answer_is_asked_so_much_and_no_more() {
        List<Message<Envelope>> unanswered = new CopyOnWriteArrayList<>();
        elsewhere(unanswered::add);
        List<Future<Reply<PaymentView>>> asked = Stream.generate(() -> bus.ask(PaymentAddresses.GET, next()))
                .limit(LIMITS.underWay())
                .toList();

        assertThatThrownBy(() -> await(bus.ask(PaymentAddresses.GET, next())))
                .cause()
                .isInstanceOfSatisfying(
                        AskFailed.class, failed -> assertThat(failed.kind()).isEqualTo(AskFailed.Kind.OVERLOADED));
        assertThat(meters.get("tanda.bus.questions").gauge().value()).isEqualTo(LIMITS.underWay());
        assertThat(meters.get("tanda.bus.questions.refused").counter().count()).isOne();

        Eventually.holds(() -> "not there", () -> unanswered.size() >= asked.size());
        unanswered.forEach(BusTest::answer);
        await(Future.all(asked));
        Future<Reply<PaymentView>> next = bus.ask(PaymentAddresses.GET, next());
        Eventually.holds(() -> "not asked again", () -> unanswered.size() > asked.size());
        unanswered.forEach(BusTest::answer);
        assertThat(await(next)).isInstanceOf(Reply.Refused.class);
    }

    private double repeated() {
        return meters.get("tanda.bus.questions.repeated").counter().count();
    }

    private static Request<PaymentQuery> next() {
        return new Request<>(
                CommandId.next(), Actor.SYSTEM, Instant.EPOCH, null, null, new PaymentQuery(RideId.next(), null));
    }

    /** Not served by this bus: as if in another process. */
    private void elsewhere(Handler<Message<Envelope>> handler) {
        vertx.eventBus().consumer(PaymentAddresses.GET.name(), handler);
    }

    private static void answer(Message<Envelope> message) {
        message.reply(
                new WireForm<>(PaymentAddresses.GET).envelope(Reply.refused(Refusal.NOT_FOUND, "")),
                new DeliveryOptions().setCodecName(Envelope.Codec.NAME));
    }

    @Test
    void a_request_to_a_slow_handler_in_this_process_is_not_repeated() {
        List<Promise<Reply<PaymentView>>> seen = new CopyOnWriteArrayList<>();
        await(bus.serve(PaymentAddresses.GET.within(10), asked -> {
            Promise<Reply<PaymentView>> answer = Promise.promise();
            seen.add(answer);
            // Many tries later.
            vertx.setTimer(200, late -> answer.complete(Reply.refused(Refusal.NOT_FOUND, "")));
            return answer.future();
        }));

        await(bus.ask(PaymentAddresses.GET.within(10), request));

        assertThat(seen).hasSize(1);
    }

    @Test
    void nobody_there_is_said_at_once_for_a_local_address() {
        var local = new Request<BookingCommand>(
                CommandId.next(),
                Actor.SYSTEM,
                Instant.EPOCH,
                null,
                null,
                new BookingCommand.CancelBooking(RideId.next(), RiderId.next(), null, null));

        assertThatThrownBy(() -> await(bus.ask(BookingAddresses.COMMANDS, local)))
                .cause()
                .isInstanceOfSatisfying(
                        AskFailed.class, failed -> assertThat(failed.kind()).isEqualTo(AskFailed.Kind.NOBODY_THERE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_is_known_of_a_failure_reaches_the_asker(Throwable failure, AskFailed.Kind kind) {
        await(bus.serve(PaymentAddresses.GET, asked -> Future.failedFuture(failure)));

        assertThatThrownBy(() -> await(bus.ask(PaymentAddresses.GET, request)))
                .cause()
                .isInstanceOfSatisfying(AskFailed.class, failed -> {
                    assertThat(failed.kind()).isEqualTo(kind);
                    assertThat(FailureClass.of(failed)).isEqualTo(FailureClass.of(failure));
                });
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new CommitFailed.Overloaded("full"), AskFailed.Kind.OVERLOADED),
                arguments(new CommitFailed.Stale("others were faster"), AskFailed.Kind.CONFLICT),
                arguments(new CommitFailed.Unknown("lost", new IOException()), AskFailed.Kind.UNKNOWN),
                arguments(new CommitFailed.Unavailable("down", null), AskFailed.Kind.UNAVAILABLE),
                arguments(new AskFailed(AskFailed.Kind.UNAVAILABLE, "down behind it"), AskFailed.Kind.UNAVAILABLE),
                arguments(new IllegalStateException("a bug"), AskFailed.Kind.BUG));
    }

    @Test
    void a_code_of_a_newer_version_says_nothing_about_the_command() {
        assertThat(AskFailed.Kind.of(99)).isEqualTo(AskFailed.Kind.UNKNOWN);
    }

    @Test
    void stopping_waits_for_what_is_being_handled() {
        Promise<Reply<PaymentView>> answer = Promise.promise();
        Promise<Void> taken = Promise.promise();
        Registration registration = await(bus.serve(PaymentAddresses.GET, asked -> {
            taken.tryComplete();
            return answer.future();
        }));
        Future<Reply<PaymentView>> asked = bus.ask(PaymentAddresses.GET, request);
        await(taken.future());
        Future<Void> stopped = registration.stop();
        assertThat(stopped.isComplete()).isFalse();

        answer.complete(Reply.refused(Refusal.NOT_FOUND, "late but answered"));

        await(stopped);
        assertThat(await(asked)).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void nudges_of_one_turn_travel_together() {
        CompletableFuture<Nudge> heard = new CompletableFuture<>();
        await(bus.onNudge(heard::complete));
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();

        vertx.runOnContext(turn -> {
            bus.nudge(new Nudge(Nudge.BOOKING, List.of(one)));
            bus.nudge(new Nudge(Nudge.BOOKING, List.of(two)));
        });

        assertThat(heard.orTimeout(5, TimeUnit.SECONDS).join().keys()).containsExactly(one, two);
    }

    @Test
    void all_who_listen_are_told_until_they_stop() {
        Broadcast<Nudge> broadcast = new Broadcast<>("test.told", Nudge.class);
        Queue<Nudge> one = new ConcurrentLinkedQueue<>();
        Queue<Nudge> other = new ConcurrentLinkedQueue<>();
        Registration first = await(bus.hear(broadcast, one::add));
        await(bus.hear(broadcast, other::add));

        Nudge nudge = new Nudge(Nudge.BOOKING, List.of(UUID.randomUUID()));
        bus.tell(broadcast, nudge);
        Eventually.holds(() -> List.of(one, other), () -> one.contains(nudge) && other.contains(nudge));

        await(first.stop());
        Nudge next = new Nudge(Nudge.BOOKING, List.of(UUID.randomUUID()));
        bus.tell(broadcast, next);
        Eventually.holds(() -> other, () -> other.contains(next));
        assertThat(one).containsExactly(nudge);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }
}
