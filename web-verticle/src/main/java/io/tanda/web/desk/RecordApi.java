package io.tanda.web.desk;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.web.http.Operation.get;

import io.tanda.contract.RideId;
import io.tanda.platform.bus.Bus;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.vertx.core.Future;
import java.util.List;

/** The black box of a ride: all that the contexts have kept of it. What does not answer is said to be missing. */
final class RecordApi {
    private final Bus bus;

    RecordApi(Bus bus) {
        this.bus = bus;
    }

    List<Operation> operations() {
        return List.of(get("getRideRecord", "/v1/rides/{id}/record")
                .by(DISPATCHER, FINANCE, ADMIN)
                .answeredBy(this::record));
    }

    private Future<Answer> record(HttpCall call) {
        return Asking.withId(call, id -> {
            RecordParts parts = new RecordParts(bus, call, new RideId(id));
            return parts.read().map(box -> {
                if (!box.steps().isEmpty()) return Answer.json(200, box);
                return Answer.refused(
                        Problem.of(box.missing().isEmpty() ? ProblemCode.NOT_FOUND : ProblemCode.UNAVAILABLE));
            });
        });
    }
}
