package io.tanda.web.api;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.platform.bus.Bus;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.json.Decoded;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** How a question becomes an answer: a refusal is a problem document, a replay says that it is one. */
public final class Asking {
    private static final CharSequence REPLAYED = HttpHeaders.createOptimized("idempotency-replayed");
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");

    private final Bus bus;

    public Asking(Bus bus) {
        this.bus = bus;
    }

    public <C, R> Future<Answer> ask(Address<C, R> address, HttpCall call, C body, Function<R, Answer> done) {
        return bus.ask(address, call.request(body)).map(reply -> switch (reply) {
            case Reply.Done<R> answer -> marked(done.apply(answer.value()), answer.replayed());
            case Reply.Refused<R> refused -> Answer.refused(Problem.of(refused));
        });
    }

    private static Answer marked(Answer answer, boolean replayed) {
        return replayed && answer instanceof Answer.Document document ? document.with(REPLAYED, TRUE) : answer;
    }

    /** Goes on with a body or a query that fits. */
    public static <T> Future<Answer> with(Decoded<T> decoded, Function<T, Future<Answer>> then) {
        return switch (decoded) {
            case Decoded.Good<T> good -> then.apply(good.value());
            case Decoded.Bad<T> bad -> Future.succeededFuture(Answer.refused(bad.problem()));
        };
    }

    /** Goes on with the path's id; what is no id names nothing. */
    public static Future<Answer> withId(HttpCall call, Function<UUID, Future<Answer>> then) {
        UUID id = call.id();
        return id == null ? Future.succeededFuture(Answer.refused(Problem.of(ProblemCode.NOT_FOUND))) : then.apply(id);
    }

    public static Future<Answer> refused(Problem problem) {
        return Future.succeededFuture(new Answer.Refused(problem, List.of()));
    }
}
