package io.tanda.booking.application;

import io.tanda.contract.booking.Revocations;
import io.tanda.contract.booking.Revocations.Entry;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** An operator revokes somebody's tokens. */
public final class RevokeTokens {
    private final Once<Entry> once;
    private final Kept kept;
    private final InstantSource realTime;
    private final Consumer<Entry> told;

    /** Port: the revocations that there are. */
    public interface Kept {
        /** @param limit rows, the newest first */
        Future<List<Entry>> all(int limit);
    }

    /** @param realTime tokens know no other @param told of each that is committed; must not throw, must not be needed */
    public RevokeTokens(Commits<Entry> commits, Kept kept, InstantSource realTime, Consumer<Entry> told) {
        this.once = new Once<>(commits);
        this.kept = kept;
        this.realTime = realTime;
        this.told = told;
    }

    public Future<Reply<Entry>> revoke(Request<Revocations.Revoke> request) {
        Entry entry = new Entry(request.body().subject(), now());
        return once.answer(
                request,
                Entry.class,
                () -> kept.all(Revocations.MAX_SUBJECTS)
                        .map(all -> all.size() >= Revocations.MAX_SUBJECTS
                                ? Outcome.refused(
                                        Refusal.INVALID,
                                        all.size() + " revocations are kept, and no more fit: change the keys")
                                : Outcome.<Entry, Entry>changed(entry, entry).afterwards(() -> told.accept(entry))));
    }

    /** As tokens are stamped. */
    private Instant now() {
        return realTime.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public Future<Reply<Revocations.All>> all(Request<Revocations.ReadAll> request) {
        return kept.all(Revocations.MAX_SUBJECTS).map(all -> Reply.done(new Revocations.All(all)));
    }
}
