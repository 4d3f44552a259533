package io.tanda.platform.store;

import io.tanda.contract.CommandId;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A context's changes as units of work of its store. */
final class StoredCommits<C> implements Commits<C> {
    private static final String AMEND = "UPDATE command SET reply = ? WHERE id = ?";

    private final Store store;
    private final BiConsumer<Unit.Builder, C> rows;
    private final Set<String> raced;

    StoredCommits(Store store, BiConsumer<Unit.Builder, C> rows, Set<String> raced) {
        this.store = store;
        this.rows = rows;
        this.raced = raced;
    }

    @Override
    public Future<Void> commit(C change) {
        return commit(Unit.of(), change);
    }

    @Override
    public Future<Void> commit(@Nullable C change, Answered command) {
        Unit.Builder unit = Unit.of(command.id(), command.fingerprint()).reply(command.json());
        if (command.act() != null) AuditRows.write(unit, command.act());
        return commit(unit, change);
    }

    @Override
    public Future<Void> commit(@Nullable C change, Step event) {
        return commit(Unit.of().fence(event.consumer(), event.aggregate(), event.from(), event.version()), change);
    }

    private Future<Void> commit(Unit.Builder unit, @Nullable C change) {
        if (change != null) rows.accept(unit, change);
        return store.commit(unit.build())
                .recover(failure -> failure instanceof CommitFailed.Duplicate taken && raced.contains(taken.key())
                        ? Future.failedFuture(new CommitFailed.Stale("somebody was faster: " + taken.key()))
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<StoredReply>> answerTo(CommandId command) {
        return store.replyTo(command);
    }

    @Override
    public Future<Void> amend(CommandId command, String answer) {
        return store.commit(Unit.of().run(AMEND, answer, command).build());
    }
}
