package io.tanda.notify.notice;

import java.util.List;
import java.util.stream.Stream;

/** What becomes true together, in order. */
public record Change(List<News> news) {
    private static final Change NONE = new Change(List.of());

    static Change none() {
        return NONE;
    }

    static Change of(News news) {
        return new Change(List.of(news));
    }

    Change and(Change more) {
        return new Change(Stream.concat(news.stream(), more.news.stream()).toList());
    }
}
