package io.tanda.history;

import io.tanda.contract.event.Event;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What becomes true together, in order. @param at domain time of the newest event of it */
public record Change(List<News> news, Instant at) {
    /** An event is what a row learns of it; nothing is looked up first. */
    static <E extends Event> Interest.Meaning<E, Change> of(Function<E, News> news) {
        return ofAll(event -> List.of(news.apply(event)));
    }

    /** The same, where several rows learn of it, or none. */
    static <E extends Event> Interest.Meaning<E, Change> ofAll(Function<E, List<News>> news) {
        return (event, recorded) -> {
            List<News> told = news.apply(event);
            return Future.succeededFuture(told.isEmpty() ? Effects.none() : Effects.of(new Change(told, event.at())));
        };
    }

    Change and(Change more) {
        return new Change(
                Stream.concat(news.stream(), more.news.stream()).toList(), at.isAfter(more.at) ? at : more.at);
    }
}
