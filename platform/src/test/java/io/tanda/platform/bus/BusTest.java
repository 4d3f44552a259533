package io.tanda.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
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
    void an_unanswered_request_is_repeated_with_the_same_command_id() {
        List<CommandId> seen = new CopyOnWriteArrayList<>();
        await(bus.serve(PaymentAddresses.GET, asked -> {
            seen.add(asked.id());
            return seen.size() < 3
                    ? Promise.<Reply<PaymentView>>promise().future()
                    : Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, ""));
        }));

        await(bus.ask(PaymentAddresses.GET, request));

        assertThat(seen).containsExactly(request.id(), request.id(), request.id());
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

    @Test
    void overload_behind_the_handler_is_told_apart_from_a_failure() {
        await(bus.serve(PaymentAddresses.GET, asked -> Future.failedFuture(new CommitFailed.Overloaded("full"))));

        assertThatThrownBy(() -> await(bus.ask(PaymentAddresses.GET, request)))
                .cause()
                .isInstanceOfSatisfying(
                        AskFailed.class, failed -> assertThat(failed.kind()).isEqualTo(AskFailed.Kind.OVERLOADED));
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
    void the_wire_carries_a_request_and_both_kinds_of_reply_whole() {
        WireForm<PaymentQuery, PaymentView> form = new WireForm<>(PaymentAddresses.GET);
        Envelope.Codec codec = new Envelope.Codec();
        PaymentView view = new PaymentView(
                RideId.next(),
                RiderId.next(),
                Purpose.FARE,
                Money.usd(1_250),
                PaymentView.Status.CAPTURED,
                1,
                null,
                Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(form.request(overTheWire(codec, Envelope.of(request)))).isEqualTo(request);
        assertThat(form.reply(overTheWire(codec, Envelope.of(new Reply.Done<>(view, true)))))
                .isEqualTo(Reply.replayed(view));
        assertThat(form.reply(overTheWire(codec, Envelope.of(Reply.refused(Refusal.CALL_CLOSED, "it was withdrawn")))))
                .isEqualTo(Reply.refused(Refusal.CALL_CLOSED, "it was withdrawn"));
    }

    private static byte[] overTheWire(Envelope.Codec codec, Envelope envelope) {
        Buffer buffer = Buffer.buffer("before");
        int position = buffer.length();
        codec.encodeToWire(buffer, envelope);
        return codec.decodeFromWire(position, buffer).open(json -> json);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }
}
