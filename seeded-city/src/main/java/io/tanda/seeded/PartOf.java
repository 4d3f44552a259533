package io.tanda.seeded;

import io.tanda.contract.CommandId;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps more than one kind of change, as one of those who write to it sees it.
 *
 * @param <P> his change
 * @param <C> any change of the store
 */
final class PartOf<P, C> implements Commits<P> {
    private final Commits<C> store;
    private final Function<P, C> as;

    PartOf(Commits<C> store, Function<P, C> as) {
        this.store = store;
        this.as = as;
    }

    private @Nullable C as(@Nullable P change) {
        return change == null ? null : as.apply(change);
    }

    @Override
    public Future<Void> commit(P change) {
        return store.commit(as.apply(change));
    }

    @Override
    public Future<Void> commit(@Nullable P change, Answered command) {
        return store.commit(as(change), command);
    }

    @Override
    public Future<Void> commit(@Nullable P change, Step event) {
        return store.commit(as(change), event);
    }

    @Override
    public Future<Optional<StoredReply>> answerTo(CommandId command) {
        return store.answerTo(command);
    }

    @Override
    public Future<Void> amend(CommandId command, String answer) {
        return store.amend(command, answer);
    }
}
