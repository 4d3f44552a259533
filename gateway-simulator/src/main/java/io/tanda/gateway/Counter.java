package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where merchants ask for one kind of thing: once by its key, and again for its answer.
 *
 * @param path such as {@code /v1/charges}
 * @param done as an answer says it, such as {@code captured}
 * @param refused likewise
 * @param read what a request asks for @throws IllegalArgumentException when it is nothing
 * @param shows what else an answer says of what was done; absent: nothing
 */
record Counter<W>(
        String path,
        String ledgerPath,
        Acquirer<W> acquirer,
        String done,
        String refused,
        Function<RoutingContext, W> read,
        Function<W, @Nullable Object> shows) {
    private static final int MAX_KEY_CHARACTERS = 200;
    private static final int MAX_PAGE = 1_000;

    Counter(
            String path,
            String ledgerPath,
            Acquirer<W> acquirer,
            String done,
            String refused,
            Function<RoutingContext, W> read) {
        this(path, ledgerPath, acquirer, done, refused, read, asked -> null);
    }

    void opensOn(Router router) {
        router.post(path).handler(this::ask);
        router.get(path + "/:key").handler(this::find);
        router.get(ledgerPath).handler(this::page);
    }

    private void ask(RoutingContext request) {
        String key = request.request().getHeader("Idempotency-Key");
        if (key == null || key.isBlank() || key.length() > MAX_KEY_CHARACTERS) {
            Replies.problem(
                    request,
                    400,
                    "idempotency_key_missing",
                    "an Idempotency-Key of at most 200 characters is required");
            return;
        }
        W wanted;
        try {
            wanted = read.apply(request);
        } catch (IllegalArgumentException e) {
            Replies.problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        acquirer.ask(key, wanted).onSuccess(outcome -> {
            switch (outcome) {
                case Acquirer.Outcome.Decided<W>(Ledger.Entry<W> entry) ->
                    Replies.answer(request, entry.done() ? 201 : 402, decision(entry));
                case Acquirer.Outcome.Dropped<W> none ->
                    request.request().connection().close();
                case Acquirer.Outcome.KeyReused<W> none ->
                    Replies.problem(request, 422, "idempotency_key_reused", "this key was used for something else");
                case Acquirer.Outcome.Unavailable<W> none -> unavailable(request);
                case Acquirer.Outcome.Busy<W> none ->
                    Replies.problem(request, 429, "busy", "nothing was looked at; ask again with the same key");
            }
        });
    }

    private void find(RoutingContext request) {
        acquirer.find(request.pathParam("key"))
                .onSuccess(found -> found.ifPresentOrElse(
                        known -> Replies.answer(request, 200, decision(known)),
                        () -> Replies.problem(request, 404, "not_found", "this key was never seen")))
                .onFailure(broken -> unavailable(request));
    }

    private record Decision(
            @Nullable String id,
            String key,
            String status,
            @Nullable String code,
            @JsonUnwrapped @Nullable Object more) {}

    private Object decision(Ledger.Entry<W> entry) {
        if (!entry.done()) return new Decision(null, entry.key(), refused, entry.code(), null);
        Decision decision = new Decision(entry.id(), entry.key(), done, null, shows.apply(entry.asked()));
        Mistake mistake = acquirer.mistake();
        if (mistake == null) return decision;
        ObjectNode wrong = Json.tree(decision);
        mistake.in(wrong);
        return wrong;
    }

    /** What was done, as the ledger tells it. */
    private record Line<W>(
            long seq, String key, String id, @JsonUnwrapped W asked, Instant at) {}

    /** @param next ask with it as {@code after} for the following page; absent on the last */
    private record LedgerPage<W>(
            List<Line<W>> items, @Nullable Long next) {}

    private void page(RoutingContext request) {
        long after;
        int limit;
        try {
            after = Long.parseLong(
                    request.queryParams().contains("after")
                            ? request.queryParams().get("after")
                            : "0");
            limit = Integer.parseInt(
                    request.queryParams().contains("limit")
                            ? request.queryParams().get("limit")
                            : "" + MAX_PAGE);
            if (limit < 1 || limit > MAX_PAGE)
                throw new IllegalArgumentException("limit must be from 1 to " + MAX_PAGE);
        } catch (IllegalArgumentException e) {
            Replies.problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        List<Line<W>> items = acquirer.ledger().doneAfter(after, limit).stream()
                .map(entry -> new Line<>(entry.seq(), entry.key(), entry.id(), entry.asked(), entry.at()))
                .toList();
        Long next = items.size() < limit ? null : (Long) items.getLast().seq();
        Replies.answer(request, 200, new LedgerPage<>(items, next));
    }

    private static void unavailable(RoutingContext request) {
        Replies.problem(request, 503, "unavailable", "nothing was done; ask again with the same key");
    }
}
