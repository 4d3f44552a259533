package io.tanda.seeded;

import io.tanda.contract.CommandId;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A context's store as one life of an instance reaches it: everything takes its time, and others are at it meanwhile. */
final class SlowCommits<C> implements Commits<C> {
    private final City city;
    private final Site<C> site;
    private final Life life;

    SlowCommits(City city, Site<C> site, Life life) {
        this.city = city;
        this.site = site;
        this.life = life;
    }

    /** What was so when it was read may have changed by the time that it is heard. */
    <T> Future<T> read(Object about, Future<T> now) {
        Promise<T> heard = Promise.promise();
        life.after(city.trip(), "reads", about, () -> {
            if (now.succeeded()) heard.complete(now.result());
            else heard.fail(now.cause());
        });
        return heard.future();
    }

    @Override
    public Future<Void> commit(C change) {
        Supplier<Future<Void>> transaction = () -> site.store().commit(change);
        if (!site.onlyWaits(change) || !city.chance().happens(city.weather().dawdled()))
            return write(change, site.about(change), transaction);
        Promise<Void> written = Promise.promise();
        life.after(
                city.chance().millis(100, Weather.DAWDLED_MILLIS),
                "gets round to what nobody waits for",
                site.about(change),
                () -> write(change, site.about(change), transaction).onComplete(written));
        return written.future();
    }

    @Override
    public Future<Void> commit(@Nullable C change, Answered command) {
        Object about = change == null ? site.name() : site.about(change);
        return write(change, about, () -> site.store().commit(change, command));
    }

    @Override
    public Future<Void> commit(@Nullable C change, Step event) {
        return write(
                change,
                event.aggregate(),
                () -> site.skipsFences()
                        ? site.unfenced(change, event)
                        : site.store().commit(change, event));
    }

    @Override
    public Future<Optional<StoredReply>> answerTo(CommandId command) {
        return read(site.name(), site.store().answerTo(command));
    }

    @Override
    public Future<Void> amend(CommandId command, String answer) {
        return write(null, site.name(), () -> site.store().amend(command, answer));
    }

    private Future<Void> write(@Nullable C change, Object about, Supplier<Future<Void>> transaction) {
        if (change != null) site.attempted(change);
        return write(about, transaction);
    }

    /** Becomes true or not, some time, whoever is left to hear of it. */
    <T> Future<T> write(Object about, Supplier<Future<T>> transaction) {
        Promise<T> heard = Promise.promise();
        city.agenda().after(city.trip(), null, site.commits(), about, () -> {
            // Whether it was sent before the crash nobody knows.
            if (life.isOver() && city.chance().happens(0.5)) return;
            if (city.chance().happens(city.weather().commitFails())) {
                hear(heard, about, Future.failedFuture(new CommitFailed.Unavailable("turned away", null)));
                return;
            }
            Future<T> committed = transaction.get();
            boolean unheard = committed.succeeded()
                    && city.chance().happens(city.weather().commitUnknown());
            hear(
                    heard,
                    about,
                    unheard
                            ? Future.failedFuture(new CommitFailed.Unknown("no answer", new Exception("lost")))
                            : committed);
        });
        return heard.future();
    }

    private <T> void hear(Promise<T> heard, Object about, Future<T> outcome) {
        life.after(city.trip(), "hears", about, () -> {
            if (outcome.succeeded()) heard.complete(outcome.result());
            else heard.fail(outcome.cause());
        });
    }
}
