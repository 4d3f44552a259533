package io.tanda.gateway;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What money moved on a day, as a merchant compares it with his own books: captures and refunds together, page by page. */
final class Movements {
    private static final int MAX_PAGE = 1_000;
    private static final String PATH = "/v1/movements";

    private final Books books;

    Movements(Books books) {
        this.books = books;
    }

    /** @param type {@code capture} or {@code refund} @param amount never negative @param at when it was decided, real time */
    private record Movement(String type, String id, String key, ChargeRequest.Amount amount, Instant at) {}

    /** @param next ask with it as {@code after} for the following page; absent on the last */
    private record Page(List<Movement> items, @Nullable Integer next) {}

    void opensOn(Router router) {
        router.get(PATH).handler(this::page);
    }

    private void page(RoutingContext request) {
        LocalDate day;
        int after;
        int limit;
        try {
            day = LocalDate.parse(parameter(request, "day", ""));
            after = Integer.parseInt(parameter(request, "after", "0"));
            limit = Integer.parseInt(parameter(request, "limit", "" + MAX_PAGE));
            if (after < 0 || limit < 1 || limit > MAX_PAGE)
                throw new IllegalArgumentException("after must be 0 or more, limit from 1 to " + MAX_PAGE);
        } catch (IllegalArgumentException | DateTimeException e) {
            Replies.problem(request, 400, "invalid", "day is such as 2026-11-28 in UTC: " + e.getMessage());
            return;
        }
        List<Movement> all = of(day);
        int from = Math.min(after, all.size());
        int to = Math.min(from + limit, all.size());
        Replies.answer(
                request, 200, new Page(List.copyOf(all.subList(from, to)), to == all.size() ? null : (Integer) to));
    }

    /** In the order of deciding: a day that is not over only grows at its end. */
    private List<Movement> of(LocalDate day) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant until = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Movement> all = new ArrayList<>();
        for (Ledger.Entry<ChargeRequest> entry : books.charges().ledger().done())
            if (isWithin(entry.at(), from, until))
                all.add(new Movement(
                        "capture", entry.id(), entry.key(), entry.asked().amount(), entry.at()));
        for (Ledger.Entry<RefundRequest> entry : books.refunds().ledger().done())
            if (isWithin(entry.at(), from, until))
                all.add(new Movement(
                        "refund", entry.id(), entry.key(), entry.asked().amount(), entry.at()));
        all.sort(Comparator.comparing(Movement::at));
        return all;
    }

    private static boolean isWithin(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    private static String parameter(RoutingContext request, String name, String otherwise) {
        return request.queryParams().contains(name) ? request.queryParams().get(name) : otherwise;
    }
}
