package io.tanda.platform.testing;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What {@link Commits} promise, wherever changes are kept: the same tests run on memory and on MariaDB. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class CommitsContract {
    /** Keys of {@link Thing} whose being taken means that somebody was faster. */
    protected static final Set<String> RACED = Set.of("thing_owner");

    /**
     * A thing with a version and an owner who has no other.
     *
     * @param from the version it was found with, 0 for a new one
     */
    protected record Thing(UUID id, int from, @Nullable UUID owner) {
        static Thing fresh() {
            return new Thing(Id.next(), 0, null);
        }

        Thing next() {
            return new Thing(id, from + 1, owner);
        }
    }

    protected abstract Commits<Thing> commits();

    /** 0: not there. */
    protected abstract int version(UUID thing);

    protected abstract List<Audit.Entry> acts(UUID about);

    @Test
    void a_change_becomes_true() {
        Thing thing = Thing.fresh();
        await(commits().commit(thing));
        await(commits().commit(thing.next()));
        assertThat(version(thing.id())).isEqualTo(2);
    }

    @Test
    void a_change_of_what_has_changed_is_stale() {
        Thing thing = Thing.fresh();
        await(commits().commit(thing));
        await(commits().commit(thing.next()));
        assertThat(failureOf(commits().commit(thing.next())))
                .isInstanceOfSatisfying(
                        CommitFailed.Stale.class,
                        stale -> assertThat(stale.isFence()).isFalse());
        assertThat(version(thing.id())).isEqualTo(2);
    }

    @Test
    void a_key_that_is_taken_says_which() {
        Thing thing = Thing.fresh();
        await(commits().commit(thing));
        assertThat(failureOf(commits().commit(thing)))
                .isInstanceOfSatisfying(
                        CommitFailed.Duplicate.class,
                        duplicate -> assertThat(duplicate.key()).isEqualTo("PRIMARY"));
    }

    @Test
    void a_key_that_only_a_rival_takes_is_stale() {
        UUID owner = Id.next();
        await(commits().commit(new Thing(Id.next(), 0, owner)));
        assertThat(failureOf(commits().commit(new Thing(Id.next(), 0, owner)))).isInstanceOf(CommitFailed.Stale.class);
    }

    @Test
    void a_command_takes_effect_once_and_its_answer_is_kept() {
        Thing thing = Thing.fresh();
        CommandId command = CommandId.next();
        await(commits().commit(thing, new Commits.Answered(command, "print", "\"first\"")));
        assertThat(failureOf(commits().commit(thing.next(), new Commits.Answered(command, "print", "\"second\""))))
                .isInstanceOfSatisfying(
                        CommitFailed.AlreadyDone.class,
                        done -> assertThat(done.reply()).isEqualTo(new StoredReply("print", "\"first\"")));
        assertThat(await(commits().answerTo(command))).contains(new StoredReply("print", "\"first\""));
        assertThat(version(thing.id())).isEqualTo(1);
    }

    @Test
    void an_act_is_written_down_with_what_it_changed_and_not_without() {
        Thing thing = Thing.fresh();
        await(commits().commit(thing, new Commits.Answered(CommandId.next(), null, "1", act(thing.id(), "right"))));
        assertThat(failureOf(commits()
                        .commit(thing, new Commits.Answered(CommandId.next(), null, "1", act(thing.id(), "wrong")))))
                .isInstanceOf(CommitFailed.Duplicate.class);
        assertThat(acts(thing.id())).extracting(Audit.Entry::reason).containsExactly("right");
    }

    private static Audit.Entry act(UUID about, String reason) {
        Actor operator = new Actor(Role.OPERATOR, Id.next());
        return new Audit.Entry(Id.next(), Instant.EPOCH, operator, "mend-thing", about, reason, null);
    }

    @Test
    void a_command_that_failed_has_no_answer() {
        Thing nowhere = new Thing(Id.next(), 1, null);
        CommandId command = CommandId.next();
        assertThat(failureOf(commits().commit(nowhere, new Commits.Answered(command, null, "\"done\""))))
                .isInstanceOf(CommitFailed.Stale.class);
        assertThat(await(commits().answerTo(command))).isEmpty();
    }

    @Test
    void an_answer_without_a_change_is_kept_too() {
        CommandId command = CommandId.next();
        await(commits().commit(null, new Commits.Answered(command, null, "\"nothing to do\"")));
        assertThat(await(commits().answerTo(command))).contains(new StoredReply(null, "\"nothing to do\""));
    }

    @Test
    void an_answer_can_be_said_better() {
        CommandId command = CommandId.next();
        await(commits().commit(Thing.fresh(), new Commits.Answered(command, "print", "\"settling\"")));
        await(commits().amend(command, "\"completed\""));
        assertThat(await(commits().answerTo(command))).contains(new StoredReply("print", "\"completed\""));
    }

    @Test
    void an_event_takes_effect_once() {
        Thing thing = Thing.fresh();
        UUID followed = Id.next();
        await(commits().commit(thing, new Commits.Step("here<-there", followed, 0, 1)));
        assertThat(failureOf(commits().commit(thing.next(), new Commits.Step("here<-there", followed, 0, 1))))
                .isInstanceOfSatisfying(
                        CommitFailed.Stale.class,
                        stale -> assertThat(stale.isFence()).isTrue());
        assertThat(version(thing.id())).isEqualTo(1);
        await(commits().commit(thing.next(), new Commits.Step("here<-there", followed, 1, 2)));
        assertThat(version(thing.id())).isEqualTo(2);
    }

    @Test
    void events_that_mean_nothing_are_stepped_over() {
        Thing thing = Thing.fresh();
        UUID followed = Id.next();
        await(commits().commit(null, new Commits.Step("here<-there", followed, 0, 3)));
        assertThat(failureOf(commits().commit(thing, new Commits.Step("here<-there", followed, 2, 4))))
                .isInstanceOfSatisfying(
                        CommitFailed.Stale.class,
                        stale -> assertThat(stale.isFence()).isTrue());
        await(commits().commit(thing, new Commits.Step("here<-there", followed, 3, 7)));
        assertThat(version(thing.id())).isEqualTo(1);
    }

    @Test
    void a_stale_effect_leaves_the_fence_where_it_was() {
        Thing nowhere = new Thing(Id.next(), 1, null);
        UUID followed = Id.next();
        assertThat(failureOf(commits().commit(nowhere, new Commits.Step("here<-there", followed, 0, 1))))
                .isInstanceOfSatisfying(
                        CommitFailed.Stale.class,
                        stale -> assertThat(stale.isFence()).isFalse());
        await(commits().commit(Thing.fresh(), new Commits.Step("here<-there", followed, 0, 1)));
    }

    // Once, on top of it ---------------------------------------------------------------------------------------------

    @Test
    void who_repeats_a_command_gets_the_answer_of_the_first_time() {
        Thing thing = Thing.fresh();
        Request<String> request = request("print");
        assertThat(once(request, Outcome.changed(thing, "first"))).isEqualTo(Reply.done("first"));
        assertThat(once(request, Outcome.changed(thing.next(), "second"))).isEqualTo(Reply.replayed("first"));
        assertThat(once(request, Outcome.unchanged("third"))).isEqualTo(Reply.replayed("first"));
        assertThat(once(request, Outcome.refused(Refusal.OFFER_CLOSED, "too late")))
                .isEqualTo(Reply.replayed("first"));
        assertThat(version(thing.id())).isEqualTo(1);
    }

    @Test
    void a_command_that_had_nothing_to_do_is_answered_the_same_for_good() {
        Request<String> request = request("print");
        assertThat(once(request, Outcome.unchanged("nothing to do"))).isEqualTo(Reply.done("nothing to do"));
        assertThat(once(request, Outcome.changed(Thing.fresh(), "by now something")))
                .isEqualTo(Reply.replayed("nothing to do"));
    }

    @Test
    void another_request_under_the_same_id_is_refused_whatever_would_have_become_of_it() {
        Request<String> request = request("print");
        assertThat(once(request, Outcome.changed(Thing.fresh(), "first"))).isEqualTo(Reply.done("first"));
        Request<String> other = new Request<>(request.id(), request.actor(), request.at(), "other", null, "other");
        for (Outcome<Thing, String> outcome : List.of(
                Outcome.<Thing, String>changed(Thing.fresh(), "second"),
                Outcome.<Thing, String>unchanged("second"),
                Outcome.<Thing, String>refused(Refusal.OFFER_CLOSED, "too late")))
            assertThat(once(other, outcome))
                    .isInstanceOfSatisfying(
                            Reply.Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void a_refusal_is_not_kept() {
        Request<String> request = request("print");
        assertThat(once(request, Outcome.refused(Refusal.OFFER_CLOSED, "too early")))
                .isEqualTo(Reply.refused(Refusal.OFFER_CLOSED, "too early"));
        assertThat(once(request, Outcome.changed(Thing.fresh(), "now"))).isEqualTo(Reply.done("now"));
    }

    @Test
    void who_was_overtaken_decides_again() {
        Thing thing = Thing.fresh();
        await(commits().commit(thing));
        await(commits().commit(thing.next()));
        AtomicInteger attempts = new AtomicInteger();
        Reply<String> reply = await(new Once<>(commits())
                .answer(
                        request("print"),
                        String.class,
                        () -> Future.succeededFuture(Outcome.changed(
                                attempts.incrementAndGet() == 1
                                        ? thing.next()
                                        : thing.next().next(),
                                "done"))));
        assertThat(reply).isEqualTo(Reply.done("done"));
        assertThat(attempts).hasValue(2);
    }

    @Test
    void a_taken_key_is_answered_as_the_attempt_said() {
        Thing thing = Thing.fresh();
        await(commits().commit(thing));
        Outcome<Thing, String> outcome = Outcome.<Thing, String>changed(thing, "mine")
                .whereTaken("PRIMARY", Refusal.INVALID, "This id is taken.");
        assertThat(once(request("print"), outcome)).isEqualTo(Reply.refused(Refusal.INVALID, "This id is taken."));
    }

    private Reply<String> once(Request<String> request, Outcome<Thing, String> outcome) {
        return await(new Once<>(commits()).answer(request, String.class, () -> Future.succeededFuture(outcome)));
    }

    private static Request<String> request(String fingerprint) {
        return new Request<>(CommandId.next(), Actor.SYSTEM, Instant.EPOCH, fingerprint, null, "do it");
    }
}
