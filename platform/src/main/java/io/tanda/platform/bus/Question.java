package io.tanda.platform.bus;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One question to another process, until it is answered.
 *
 * <pre>
 *   asked of the next in turn
 *     -&gt; answered, whatever the answer   that is it
 *     -&gt; nobody serves the address       a pause, and again
 *     -&gt; silence                         the next two in turn, with twice the time; and so on until {@link Bus#ASK_LIMIT}
 * </pre>
 *
 * <p>Two, because the turns of an address are shared by all who ask: the next one alone may be the silent one again, of two in a row one
 * is another. A hung process so costs a first try's time and no more; it keeps its turn until the cluster gives it up. Whoever is asked
 * twice does it once: the command's id is the same.
 */
final class Question<C, R> {
    /** Between tries when nobody serves the address: as long as a registration takes to spread in the cluster. */
    private static final long NOBODY_PAUSE_MILLIS = 200;
    /** A try with less time than a round trip on a busy machine would only be more work. */
    private static final long SHORTEST_TRY_MILLIS = 50;

    private final Vertx vertx;
    private final Address<C, R> address;
    private final WireForm<C, R> form;
    private final Request<C> request;
    private final Downstream to;
    private final long giveUpNanos;
    private boolean unanswered;

    Question(Vertx vertx, Address<C, R> address, WireForm<C, R> form, Request<C> request, Downstream to) {
        this.vertx = vertx;
        this.address = address;
        this.form = form;
        this.request = request;
        this.to = to;
        this.giveUpNanos = System.nanoTime() + Bus.ASK_LIMIT.toNanos();
    }

    /** Fails with {@link AskFailed} only. */
    Future<Reply<R>> ask() {
        return ask(1, address.tryLimitMillis(), Bus.TRIES);
    }

    private Future<Reply<R>> ask(int howMany, long limitMillis, int triesLeft) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(giveUpNanos - System.nanoTime());
        long millis = Math.min(limitMillis, Math.max(SHORTEST_TRY_MILLIS, leftMillis));
        return anyOf(Stream.generate(() -> send(vertx, address, form, request, false, millis))
                        .limit(howMany)
                        .toList())
                .recover(failure -> {
                    boolean mayRepeat = triesLeft > 1 && leftMillis - millis > SHORTEST_TRY_MILLIS;
                    if (isSilence(failure)) {
                        unanswered = true;
                        if (!mayRepeat) return Future.failedFuture(failed(address, failure));
                        to.repeats();
                        return ask(2, 2 * limitMillis, triesLeft - 1);
                    }
                    AskFailed failed = failed(address, failure);
                    return failed.kind() == AskFailed.Kind.NOBODY_THERE && mayRepeat
                            ? vertx.timer(NOBODY_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                                    .compose(elapsed -> ask(howMany, limitMillis, triesLeft - 1))
                            : Future.failedFuture(unanswered ? mayHaveHappened(failed) : failed);
                });
    }

    /** What another says was not done may have been done by the one who was silent. */
    private static AskFailed mayHaveHappened(AskFailed last) {
        return switch (last.kind()) {
            case NOBODY_THERE, OVERLOADED, CONFLICT, UNAVAILABLE ->
                new AskFailed(AskFailed.Kind.UNKNOWN, last.getMessage() + ", and an earlier try was not answered");
            case UNKNOWN, BUG -> last;
        };
    }

    /** The first answer. Without one: silence if any was silent, for that one may have done it. */
    private Future<Reply<R>> anyOf(List<Future<Reply<R>>> tries) {
        return Future.any(tries)
                .map(answered -> tries.stream()
                        .filter(Future::succeeded)
                        .findFirst()
                        .orElseThrow()
                        .result())
                .recover(none -> Future.failedFuture(tries.stream()
                        .map(Future::cause)
                        .filter(Question::isSilence)
                        .findFirst()
                        .orElseGet(() -> tries.getFirst().cause())));
    }

    /** @param here in this process and nowhere else */
    static <C, R> Future<Reply<R>> send(
            Vertx vertx,
            Address<C, R> address,
            WireForm<C, R> form,
            Request<C> request,
            boolean here,
            long limitMillis) {
        DeliveryOptions options = new DeliveryOptions()
                .setCodecName(Envelope.Codec.NAME)
                .setLocalOnly(here)
                .setSendTimeout(limitMillis);
        return vertx.eventBus()
                .<Envelope>request(address.name(), form.envelope(request), options)
                .map(answer -> answer.body().<Reply<R>>open(form::reply));
    }

    /** Nobody answered at all: another process may. Who answered that nobody knows would say so again. */
    private static boolean isSilence(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT;
    }

    static AskFailed failed(Address<?, ?> address, Throwable failure) {
        if (!(failure instanceof ReplyException reply))
            return new AskFailed(AskFailed.Kind.BUG, address + ": " + failure.getMessage());
        AskFailed.Kind kind = switch (reply.failureType()) {
            case TIMEOUT -> AskFailed.Kind.UNKNOWN;
            case NO_HANDLERS -> AskFailed.Kind.NOBODY_THERE;
            case RECIPIENT_FAILURE -> AskFailed.Kind.of(reply.failureCode());
            case ERROR -> AskFailed.Kind.UNKNOWN;
        };
        return new AskFailed(kind, address + ": " + reply.getMessage());
    }
}
