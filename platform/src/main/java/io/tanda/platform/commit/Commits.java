package io.tanda.platform.commit;

import io.tanda.contract.CommandId;
import io.tanda.contract.bus.Audit;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Port: where a context's changes become true. All that a change says (state, events, deadlines) is written, or nothing of it. Every
 * method fails with {@link CommitFailed} only; after it succeeds, the change survives the loss of any process.
 *
 * @param <C> the context's own change
 */
public interface Commits<C> {
    /** Guarded by the versions that the change names, and by nothing else: a deadline has come, an answer has arrived. */
    Future<Void> commit(C change);

    /**
     * Once for this command.
     *
     * @param change absent when only the answer is to be kept
     * @return fails as {@link CommitFailed.AlreadyDone} with the answer of the first time
     */
    Future<Void> commit(@Nullable C change, Answered command);

    /**
     * Once for this event of another context.
     *
     * @param change absent when the event means nothing here
     * @return fails as {@link CommitFailed.Stale} with {@link CommitFailed.Stale#isFence} when it is not the next of its aggregate
     */
    Future<Void> commit(@Nullable C change, Step event);

    /** What this command was answered in the last 48 h; empty when it has not taken effect. */
    Future<Optional<StoredReply>> answerTo(CommandId command);

    /** Says better what a command was answered: its outcome was not known when its change was committed. */
    Future<Void> amend(CommandId command, String answer);

    /**
     * A command and what it is answered.
     *
     * @param fingerprint of what was asked, to tell a repetition from another request under the same id
     * @param json the answer
     * @param act as it is written down with the change; absent: it is no act of an operator's
     */
    record Answered(CommandId id, @Nullable String fingerprint, String json, Audit.@Nullable Entry act) {
        /** Of a command that is no act. */
        public Answered(CommandId id, @Nullable String fingerprint, String json) {
            this(id, fingerprint, json, null);
        }
    }

    /**
     * The next event of an aggregate that is followed.
     *
     * @param consumer who follows whom, such as {@code dispatch<-booking}; at most 64 characters
     * @param from how far it was followed before, 0 for not at all; what lies between means nothing here
     * @param version of the event, 1 for the aggregate's first
     */
    record Step(String consumer, UUID aggregate, int from, int version) {}
}
