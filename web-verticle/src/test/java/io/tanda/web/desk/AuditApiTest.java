package io.tanda.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.Id;
import io.tanda.contract.TokenRole;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One list of acts from several contexts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuditApiTest {
    private static WebServer server;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void forget() {
        server.backend.forget();
    }

    @Test
    void the_acts_of_all_contexts_are_one_list_that_pages_leave_nothing_out_of() {
        List<UUID> ids = new ArrayList<>();
        for (Context context : Contexts.ALL) {
            Address<Audit.Read, Audit.Entries> address = context.audit();
            if (address == null) continue;
            List<UUID> own = new ArrayList<>();
            for (int i = 0; i < 5; i++) own.add(Id.next());
            ids.addAll(own);
            server.backend.reply(address, request -> Reply.done(new Audit.Entries(read(own, request.body()))));
        }
        ids.sort(Comparator.<UUID>naturalOrder().reversed());
        List<UUID> seen = new ArrayList<>();
        String next = null;
        do {
            JsonObject page = page(next);
            for (Object item : page.getJsonArray("items", new JsonArray()))
                seen.add(UUID.fromString(((JsonObject) item).getString("id")));
            next = page.getString("next");
        } while (next != null);
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void where_one_context_does_not_answer_there_is_no_list() {
        server.backend.answer(PaymentAddresses.AUDIT, request -> Future.failedFuture("away"));
        assertThat(answer(null).statusCode()).isGreaterThanOrEqualTo(500);
    }

    private static List<Audit.Entry> read(List<UUID> own, Audit.Read read) {
        return own.stream()
                .filter(id -> read.before() == null || id.compareTo(read.before()) < 0)
                .sorted(Comparator.<UUID>naturalOrder().reversed())
                .limit(read.limit())
                .map(Samples::act)
                .toList();
    }

    private static JsonObject page(@Nullable String cursor) {
        HttpResponse<String> answer = answer(cursor);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static HttpResponse<String> answer(@Nullable String cursor) {
        String path = "/v1/desk/audit?limit=4" + (cursor == null ? "" : "&cursor=" + cursor);
        return server.send(
                "listActs", server.request(server.token(TokenRole.ADMIN, UUID.randomUUID()), "GET", path, null));
    }
}
