package io.tanda.notify.notice;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.event.Recorded;
import io.tanda.notify.Story;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three topics without a common order tell the same people the same, once: what MariaDB does and {@link io.tanda.notify.FakeTables} does
 * the same.
 */
@Tag("A10")
abstract class NoticesContract {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int INTERLEAVINGS = 40;

    /** Whose streams were told that there is something. */
    final List<UUID> news = new CopyOnWriteArrayList<>();

    abstract Commits<Change> commits();

    /** To be told by webhook and by mail. */
    abstract void wants(UUID receiver);

    /** What was told of the story's ride, as {@link Story#line}. */
    abstract List<String> notices(Story story);

    /** The kinds of what waits for a channel. */
    abstract List<String> deliveries(String channel);

    @Test
    void every_interleaving_tells_the_same_people_once() {
        List<Future<Void>> told = new ArrayList<>();
        List<Story> stories = new ArrayList<>();
        for (long seed = 0; seed < INTERLEAVINGS; seed++) {
            Story story = new Story(NOON);
            stories.add(story);
            told.add(tellMixed(story, new Random(seed)));
        }
        await(Future.all(told));
        for (Story story : stories) assertThat(notices(story)).containsExactlyInAnyOrderElementsOf(story.notices());
    }

    @Test
    void topics_that_come_at_the_same_time_tell_the_same_people_once() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < INTERLEAVINGS; i++) stories.add(new Story(NOON));
        await(Future.all(stories.stream().map(this::tell).toList()));
        for (Story story : stories) assertThat(notices(story)).containsExactlyInAnyOrderElementsOf(story.notices());
    }

    @Test
    void what_goes_out_waits_for_each_channel_that_the_receiver_wants_and_for_no_other() {
        Story story = new Story(NOON);
        wants(story.rider.value());
        await(tell(story));
        assertThat(deliveries("webhook")).containsExactlyInAnyOrderElementsOf(Story.outToRider());
        assertThat(deliveries("mail")).containsExactlyInAnyOrderElementsOf(Story.outToRider());
        assertThat(deliveries("sms")).isEmpty();
    }

    Future<Void> tell(Story story) {
        List<Future<Void>> told = new ArrayList<>();
        for (Interest<?, Change> interest : interests()) {
            Future<Void> ofTopic = Future.succeededFuture();
            for (Recorded event : recorded(story, interest)) ofTopic = ofTopic.compose(before -> tell(interest, event));
            told.add(ofTopic);
        }
        return Future.all(told).mapEmpty();
    }

    /** One event after the other, the topics mixed at random. */
    private Future<Void> tellMixed(Story story, Random random) {
        List<Interest<?, Change>> interests = interests();
        int[] next = new int[interests.size()];
        Future<Void> told = Future.succeededFuture();
        for (List<Integer> open = open(story, interests, next); !open.isEmpty(); open = open(story, interests, next)) {
            int topic = open.get(random.nextInt(open.size()));
            Recorded event = recorded(story, interests.get(topic)).get(next[topic]++);
            told = told.compose(before -> tell(interests.get(topic), event));
        }
        return told;
    }

    private static List<Integer> open(Story story, List<Interest<?, Change>> interests, int[] next) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < next.length; i++)
            if (next[i] < recorded(story, interests.get(i)).size()) open.add(i);
        return open;
    }

    List<Interest<?, Change>> interests() {
        return Notices.interests(Telling.sending(InstantSource.system(), news::add));
    }

    private static List<Recorded> recorded(Story story, Interest<?, Change> interest) {
        return story.recorded().getOrDefault(interest.topic(), List.of());
    }

    Future<Void> tell(Interest<?, Change> interest, Recorded recorded) {
        Commits.Step step = new Commits.Step(
                "notify<-" + interest.topic().context(),
                recorded.aggregate(),
                recorded.version() - 1,
                recorded.version());
        return interest.takeEffect(
                recorded,
                effects -> commits()
                        .commit(effects.change(), step)
                        .onSuccess(done -> effects.afterwards().run()));
    }
}
