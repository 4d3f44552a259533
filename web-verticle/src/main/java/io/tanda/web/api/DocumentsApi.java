package io.tanda.web.api;

import io.tanda.web.http.Answer;
import io.tanda.web.http.Call;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What describes the API itself. */
final class DocumentsApi {
    private static final String CONTRACT = "/openapi.yaml";
    private static final CharSequence YAML = HttpHeaders.createOptimized("application/yaml");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

    private final Buffer contract;

    DocumentsApi() {
        try (InputStream resource = DocumentsApi.class.getResourceAsStream(CONTRACT)) {
            if (resource == null) throw new IllegalStateException(CONTRACT + " is not on the class path");
            contract = Buffer.buffer(resource.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(CONTRACT + " cannot be read", e);
        }
    }

    Future<Answer> contract() {
        return Future.succeededFuture(new Answer.Document(200, contract, YAML, List.of()));
    }

    /** What a problem's {@code type} leads to. */
    Future<Answer> explain(Call call) {
        ProblemCode code = ProblemCode.find(call.parameter());
        if (code == null) return Asking.refused(Problem.of(ProblemCode.NOT_FOUND));
        String text = code.title() + "\n\nstatus " + code.status() + ", code " + code.wireName() + "\n\n"
                + code.remedy() + "\n";
        return Future.succeededFuture(new Answer.Document(200, Buffer.buffer(text), TEXT, List.of()));
    }
}
