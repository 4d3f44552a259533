package io.tanda.platform.events;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.flow.Mailboxes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events of another context mean something here, and what. All others, also of types that are not known yet, only count as seen:
 * a new type can be published before anybody here has heard of it.
 *
 * @param <E> the other context's events
 * @param <C> our own change
 */
public final class Interest<E extends Event, C> {
    /**
     * What an event means here. Asked in order of version for each aggregate, for different aggregates side by side; asked again when
     * somebody was faster. A failure is tried again, then parks the aggregate.
     */
    @FunctionalInterface
    public interface Meaning<T extends Event, C> {
        Future<Effects<C>> of(T event, Recorded recorded);
    }

    /** Begins the work on what this event changes when nobody else is at it. */
    private interface Turn<E> {
        Future<Void> take(E event, Supplier<Future<Void>> work);
    }

    /** Where a rider or a driver waits for what follows. */
    public static final Duration SOON = Duration.ofMillis(20);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Topic<E> topic;
    private final Map<Class<? extends E>, Meaning<E, C>> meanings;
    private final Duration pause;
    private final Turn<E> turn;

    private Interest(Topic<E> topic, Map<Class<? extends E>, Meaning<E, C>> meanings, Duration pause, Turn<E> turn) {
        this.topic = topic;
        this.meanings = meanings;
        this.pause = pause;
        this.turn = turn;
    }

    /** No interest yet. */
    public static <E extends Event, C> Interest<E, C> in(Topic<E> topic) {
        return new Interest<>(topic, Map.of(), SOON, (event, work) -> work.get());
    }

    /** The same, and events of this type. */
    public <T extends E> Interest<E, C> on(Class<T> type, Meaning<T, C> meaning) {
        Map<Class<? extends E>, Meaning<E, C>> more = new LinkedHashMap<>(meanings);
        if (more.put(type, (event, recorded) -> meaning.of(type.cast(event), recorded)) != null)
            throw new IllegalArgumentException("twice: " + type);
        return new Interest<>(topic, more, pause, turn);
    }

    /** The same, of events that pass: the others only count as seen. */
    public Interest<E, C> only(Predicate<E> passes) {
        Map<Class<? extends E>, Meaning<E, C>> fewer = new LinkedHashMap<>();
        meanings.forEach((type, meaning) -> fewer.put(
                type,
                (event, recorded) ->
                        passes.test(event) ? meaning.of(event, recorded) : Future.succeededFuture(Effects.none())));
        return new Interest<>(topic, fewer, pause, turn);
    }

    /**
     * The same, after such a pause (real time) between two polls that bring something, instead of {@link #SOON}: what comes meanwhile is
     * looked up and committed together. What comes after a quiet moment does not wait.
     *
     * @param longer at most a second: a stop, and a partition that is taken away, wait for it
     */
    public Interest<E, C> gathering(Duration longer) {
        if (longer.isNegative() || longer.compareTo(LONGEST_PAUSE) > 0)
            throw new IllegalArgumentException("from nothing to " + LONGEST_PAUSE + ", not " + longer);
        return new Interest<>(topic, meanings, longer, turn);
    }

    /**
     * The same, with turns that are shared with interests in other topics whose events change the same rows here: of two that come
     * together one would find its row changed, and be asked again after a commit that was rolled back.
     *
     * @param of what an event changes
     */
    public <K> Interest<E, C> inTurn(Mailboxes<K> turns, Function<E, K> of) {
        return new Interest<>(topic, meanings, pause, (event, work) -> turns.inTurn(of.apply(event), work));
    }

    public Duration pause() {
        return pause;
    }

    public Topic<E> topic() {
        return topic;
    }

    /** The wire names of the types that mean something. */
    public Set<String> types() {
        return meanings.keySet().stream().map(topic::typeOf).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether events of this type mean something. @param type a wire name, also one that the topic does not know */
    public boolean includes(String type) {
        return meaningOf(type) != null;
    }

    private @Nullable Meaning<E, C> meaningOf(String type) {
        Class<? extends E> event = topic.classOf(type);
        return event == null ? null : meanings.get(event);
    }

    /**
     * What a follower does with each event, and a test that plays one.
     *
     * @param commit makes true what the event means; given {@link Effects#none()} for a type without a meaning
     * @throws RuntimeException when the body of a type with a meaning cannot be read
     */
    public Future<Void> takeEffect(Recorded recorded, Function<Effects<C>, Future<Void>> commit) {
        Meaning<E, C> meaning = meaningOf(recorded.type());
        if (meaning == null) return commit.apply(Effects.none());
        E event = Undecodable.decode(topic, recorded);
        return turn.take(event, () -> meaning.of(event, recorded).compose(commit));
    }
}
