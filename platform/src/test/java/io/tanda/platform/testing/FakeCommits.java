package io.tanda.platform.testing;

import io.tanda.contract.CommandId;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.event.Event;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store's promises in memory, for handlers that are tested without a database: a change whole or not at all, a command once, an
 * event once, versions that guard. {@link CommitsContract} holds it to what MariaDB does.
 *
 * @param <C> the context's change
 */
public final class FakeCommits<C> implements Commits<C> {
    /** Writes a change, as the context's rows would. May throw {@link CommitFailed}: then nothing of the change is there. */
    @FunctionalInterface
    public interface Rows<C> {
        void write(FakeCommits<C> into, C change);
    }

    /** @param aggregate whose deadline of this kind it is */
    public record Deadline(UUID aggregate, String kind) {}

    /** An event as the journal holds it. */
    public record Journaled(int version, Event event) {}

    private record Fence(String consumer, UUID aggregate) {}

    private record Version(UUID aggregate, int version) {}

    private final Rows<C> rows;
    private final Set<String> raced;
    private final List<FakeTable<?, ?>> tables;

    private final FakeTable<CommandId, StoredReply> commands = new FakeTable<>();
    private final FakeTable<Fence, Integer> fences = new FakeTable<>();
    private final FakeTable<Version, Journaled> versions = new FakeTable<Version, Journaled>()
            .index("aggregate", journaled -> journaled.event().aggregate().id());
    private final List<Journaled> journal = new ArrayList<>();
    private final FakeTable<Deadline, Instant> deadlines = new FakeTable<>();
    private final FakeTable<UUID, Audit.Entry> acts = new FakeTable<>();
    private final List<C> committed = new ArrayList<>();
    private Consumer<C> after = change -> {};
    private final Deque<Runnable> before = new ArrayDeque<>();
    private boolean down;
    private Future<Void> database = Future.succeededFuture();

    /**
     * @param raced unique keys whose being taken means that somebody was faster
     * @param tables all that {@code rows} writes to
     */
    public FakeCommits(Rows<C> rows, Set<String> raced, FakeTable<?, ?>... tables) {
        this.rows = rows;
        this.raced = raced;
        this.tables = new ArrayList<>(List.of(tables));
        this.tables.addAll(List.of(commands, fences, versions, deadlines, acts));
    }

    /** The next commit finds that this has happened meanwhile: what a concurrent writer does. */
    public void beforeNextCommit(Runnable rival) {
        before.add(rival);
    }

    /** Until it is set back, no commit succeeds: the database is away. */
    public void down(boolean away) {
        down = away;
    }

    /** Every commit waits for this first: the database is slow. */
    public void slow(Future<Void> answering) {
        database = answering;
    }

    /** The changes that became true, in order. */
    public List<C> committed() {
        return List.copyOf(committed);
    }

    /** What operators did, in the order in which it was written. */
    public List<Audit.Entry> acts() {
        List<Audit.Entry> all = new ArrayList<>();
        acts.forEach((id, entry) -> all.add(entry));
        return all;
    }

    /** The journal, in the order in which it was written. */
    public List<Event> events() {
        return journal.stream().map(Journaled::event).toList();
    }

    /** The same with their versions, as it grows. */
    public List<Journaled> journal() {
        return Collections.unmodifiableList(journal);
    }

    /** An aggregate's events, in the order in which they were written. */
    public List<Journaled> journalOf(UUID aggregate) {
        return versions.allBy("aggregate", aggregate);
    }

    public Map<Deadline, Instant> deadlines() {
        Map<Deadline, Instant> all = new LinkedHashMap<>();
        deadlines.forEach(all::put);
        return all;
    }

    public void forEachDeadline(BiConsumer<Deadline, Instant> deadline) {
        deadlines.forEach(deadline);
    }

    public boolean awaits(UUID aggregate, String kind) {
        return deadlines.find(new Deadline(aggregate, kind)).isPresent();
    }

    /** How far this consumer has followed the aggregate, 0 for not at all. */
    public int followed(String consumer, UUID aggregate) {
        return fences.find(new Fence(consumer, aggregate)).orElse(0);
    }

    /** Told of every change that has become true. */
    public void afterEach(Consumer<C> told) {
        after = told;
    }

    /** For {@link Rows}: journals events of one aggregate. */
    public void events(int versionBefore, List<? extends Event> events) {
        int version = versionBefore;
        for (Event event : events) {
            version++;
            Version next = new Version(event.aggregate().id(), version);
            if (versions.find(next).isPresent()) throw new CommitFailed.Stale("a version of the journal is taken");
            Journaled journaled = new Journaled(version, event);
            versions.insert(next, journaled);
            journal.add(journaled);
        }
    }

    /** For {@link Rows}. @param due null: there shall be none */
    public void deadline(UUID aggregate, String kind, @Nullable Instant due) {
        if (due == null) deadlines.delete(new Deadline(aggregate, kind));
        else deadlines.replace(new Deadline(aggregate, kind), due);
    }

    @Override
    public Future<Void> commit(C change) {
        return whole(() -> write(change));
    }

    @Override
    public Future<Void> commit(@Nullable C change, Answered command) {
        return whole(() -> {
            Optional<StoredReply> done = commands.find(command.id());
            if (done.isPresent()) throw new CommitFailed.AlreadyDone(done.get());
            commands.insert(command.id(), new StoredReply(command.fingerprint(), command.json()));
            if (command.act() != null) acts.insert(command.act().id(), command.act());
            write(change);
        });
    }

    @Override
    public Future<Void> commit(@Nullable C change, Step event) {
        return whole(() -> {
            Fence fence = new Fence(event.consumer(), event.aggregate());
            int stands = fences.find(fence).orElse(0);
            if (stands != event.from()) throw CommitFailed.Stale.fence("the fence is at " + stands);
            if (stands == 0) fences.insert(fence, event.version());
            else fences.change(fence, at -> at == stands, event.version());
            write(change);
        });
    }

    @Override
    public Future<Optional<StoredReply>> answerTo(CommandId command) {
        return Future.succeededFuture(commands.find(command));
    }

    @Override
    public Future<Void> amend(CommandId command, String answer) {
        commands.find(command)
                .ifPresent(old -> commands.change(command, now -> true, new StoredReply(old.fingerprint(), answer)));
        return Future.succeededFuture();
    }

    private void write(@Nullable C change) {
        if (change == null) return;
        rows.write(this, change);
        committed.add(change);
    }

    private Future<Void> whole(Runnable transaction) {
        return database.compose(answering ->
                down ? Future.failedFuture(new CommitFailed.Unavailable("down", null)) : transact(transaction));
    }

    private Future<Void> transact(Runnable transaction) {
        Runnable rival = before.poll();
        if (rival != null) rival.run();
        List<Runnable> undo = new ArrayList<>();
        for (FakeTable<?, ?> table : tables) undo.add(table.restorePoint());
        int journaled = journal.size();
        int changes = committed.size();
        try {
            transaction.run();
        } catch (CommitFailed failure) {
            undo.forEach(Runnable::run);
            journal.subList(journaled, journal.size()).clear();
            return Future.failedFuture(
                    failure instanceof CommitFailed.Duplicate taken && raced.contains(taken.key())
                            ? new CommitFailed.Stale("somebody was faster: " + taken.key())
                            : failure);
        }
        if (committed.size() > changes) after.accept(committed.getLast());
        return Future.succeededFuture();
    }
}
