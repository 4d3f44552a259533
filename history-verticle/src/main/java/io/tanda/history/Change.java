package io.tanda.history;

import io.tanda.contract.event.Event;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What becomes true together, in order. */
public record Change(List<News> news) {
    /** An event is what a row learns of it; nothing is looked up first. */
    static <E extends Event> Interest.Meaning<E, Change> of(Function<E, News> news) {
        return (event, recorded) -> Future.succeededFuture(Effects.of(new Change(List.of(news.apply(event)))));
    }

    Change and(Change more) {
        return new Change(Stream.concat(news.stream(), more.news.stream()).toList());
    }
}
