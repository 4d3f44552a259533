package io.tanda.dispatch.call.application;

import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.StoredReply;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.util.Set;

/** Answers that were given before, and keys that say that somebody was faster. */
public final class Answers {
    /** Taken by a concurrent writer: what was decided must be decided again on what is there now. */
    private static final Set<String> RACED = Set.of("ride_active_driver", "ride_active_taxi", "offer_once", "PRIMARY");

    private Answers() {}

    /** A unique key that a concurrent writer took is a stale read. */
    public static Future<Void> racing(Future<Void> commit) {
        return commit.recover(failure -> failure instanceof CommitFailed.Duplicate taken && RACED.contains(taken.key())
                ? Future.failedFuture(new CommitFailed.Stale("somebody was faster: " + taken.key()))
                : Future.failedFuture(failure));
    }

    /** The command may have been carried out before. */
    public static <R> Future<Reply<R>> once(Request<?> request, Class<R> type, Future<Reply<R>> answer) {
        return answer.recover(failure -> failure instanceof CommitFailed.AlreadyDone done
                ? Future.succeededFuture(replay(request, type, done.reply()))
                : Future.failedFuture(failure));
    }

    /** A refusal stands only for a command that has not taken effect: repeated, it gets the answer it had then. */
    public static <R> Future<Reply<R>> refused(
            Store store, Request<?> request, Class<R> type, Refusal why, String detail) {
        return store.replyTo(request.id())
                .map(before ->
                        before.map(reply -> replay(request, type, reply)).orElseGet(() -> Reply.refused(why, detail)));
    }

    public static <R> Reply<R> replay(Request<?> request, Class<R> type, StoredReply reply) {
        if (request.fingerprint() != null
                && reply.fingerprint() != null
                && !request.fingerprint().equals(reply.fingerprint()))
            return Reply.refused(Refusal.IDEMPOTENCY_KEY_REUSED, "this key was used for another request");
        return Reply.replayed(Wire.decode(reply.json(), type));
    }
}
