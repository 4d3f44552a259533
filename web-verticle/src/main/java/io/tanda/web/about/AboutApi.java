package io.tanda.web.about;

import static io.tanda.web.http.Operation.get;

import io.tanda.web.api.Asking;
import io.tanda.web.api.ContractDocument;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** What describes the API itself: its contract, that of the topics, and what each problem means. */
public final class AboutApi {
    /** The piece of the contract with the document's head. */
    private static final String NAME = "about";

    private static final CharSequence YAML = HttpHeaders.createOptimized("application/yaml");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

    private final Answer contract;
    private final Answer events;

    private AboutApi(String contract, String events) {
        this.contract = yaml(contract);
        this.events = yaml(events);
    }

    /** Blocks: the contract is put together. @param others whose pieces of the contract it is made of */
    public static Part part(List<Part> others) {
        List<String> pieces = new ArrayList<>(List.of(NAME));
        others.forEach(other -> pieces.add(other.name()));
        return new Part(
                NAME, new AboutApi(ContractDocument.of(pieces), ContractDocument.ofEvents()).operations(), List.of());
    }

    private List<Operation> operations() {
        return List.of(
                get("getContract", "/openapi.yaml").byAnybody().answeredBy(call -> Future.succeededFuture(contract)),
                get("getEventsContract", "/asyncapi.yaml")
                        .byAnybody()
                        .answeredBy(call -> Future.succeededFuture(events)),
                get("explainProblem", "/problems/{code}").byAnybody().answeredBy(AboutApi::explain));
    }

    private static Answer yaml(String document) {
        return new Answer.Document(200, Buffer.buffer(document), YAML, List.of());
    }

    /** What a problem's {@code type} leads to. */
    private static Future<Answer> explain(HttpCall call) {
        ProblemCode code = ProblemCode.find(call.parameter());
        if (code == null) return Asking.refused(Problem.of(ProblemCode.NOT_FOUND));
        String text = code.title() + "\n\nstatus " + code.status() + ", code " + code.wireName() + "\n\n"
                + code.remedy() + "\n";
        return Future.succeededFuture(new Answer.Document(200, Buffer.buffer(text), TEXT, List.of()));
    }
}
