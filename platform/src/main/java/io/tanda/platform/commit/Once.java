package io.tanda.platform.commit;

import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.Commits.Answered;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Answers every command exactly once: whoever repeats it, under the same id, gets the answer of the first time.
 *
 * <pre>
 *   attempt --&gt; Done     commit change and answer under the id --&gt; answered
 *      ^                   seen before    the answer of then, or IDEMPOTENCY_KEY_REUSED when it was another request
 *      |                   stale          somebody was faster: attempt again
 *      |                   key taken      the refusal that the attempt named for the key
 *      '-------------- Refused  the answer of then, where the command had taken effect; else refused
 * </pre>
 *
 * <p>A refusal is not kept: what is refused now may be right later. An operator's {@link io.tanda.contract.bus.Act} has a
 * reason, and is written down in the same commit.
 *
 * @param <C> the context's change
 */
public final class Once<C> {
    private final Commits<C> commits;

    public Once(Commits<C> commits) {
        this.commits = commits;
    }

    /**
     * @param type what the answer is read as when it was given before
     * @param attempt looks at what there is and decides; called again when somebody was faster, at most {@link Attempts#TRIES} times
     */
    public <R> Future<Reply<R>> answer(Request<?> request, Class<R> type, Supplier<Future<Outcome<C, R>>> attempt) {
        String flaw = Acts.flaw(request);
        if (flaw != null) return Future.succeededFuture(Reply.refused(Refusal.INVALID, flaw));
        return Attempts.whileStale(() -> attempt.get().compose(outcome -> switch (outcome) {
                    case Outcome.Done<C, R> done -> commit(request, done);
                    case Outcome.Refused<C, R> refused -> refuse(request, type, refused);
                }))
                .recover(failure -> failure instanceof CommitFailed.AlreadyDone done
                        ? Future.succeededFuture(repeat(request, type, done.reply()))
                        : Future.failedFuture(failure));
    }

    private <R> Future<Reply<R>> commit(Request<?> request, Outcome.Done<C, R> done) {
        Answered answered =
                new Answered(request.id(), request.fingerprint(), Wire.encodeText(done.answer()), Acts.entry(request));
        return commits.commit(done.change(), answered)
                .onSuccess(committed -> done.afterwards().run())
                .map(committed -> Reply.done(done.answer()))
                .recover(failure -> {
                    Outcome.Refused<C, R> refused = failure instanceof CommitFailed.Duplicate duplicate
                            ? done.taken().get(duplicate.key())
                            : null;
                    return refused != null ? Future.succeededFuture(refused.reply()) : Future.failedFuture(failure);
                });
    }

    private <R> Future<Reply<R>> refuse(Request<?> request, Class<R> type, Outcome.Refused<C, R> refused) {
        return commits.answerTo(request.id())
                .map(before ->
                        before.map(answer -> repeat(request, type, answer)).orElseGet(refused::reply));
    }

    private static <R> Reply<R> repeat(Request<?> request, Class<R> type, StoredReply before) {
        return Objects.equals(before.fingerprint(), request.fingerprint())
                ? Reply.replayed(Wire.decode(before.json(), type))
                : Reply.refused(
                        Refusal.IDEMPOTENCY_KEY_REUSED, "This key was used for another request: take a new one.");
    }
}
