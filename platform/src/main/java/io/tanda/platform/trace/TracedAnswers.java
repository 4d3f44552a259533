package io.tanda.platform.trace;

import io.opentelemetry.api.trace.SpanKind;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.ops.FailureClass;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is answered over the bus, as steps of the askers' traces. */
public final class TracedAnswers {
    private TracedAnswers() {}

    /** @param service who answers; what comes of it goes on from here */
    public static <C, R> Function<Request<C>, Future<Reply<R>>> of(
            Traces traces, String service, Address<C, R> address, Function<Request<C>, Future<Reply<R>>> handler) {
        if (traces.off()) return handler;
        return request -> {
            Step step = traces.goOn(service, SpanKind.SERVER, address.name(), request.trace(), () -> Rides.of(request));
            return Future.succeededFuture()
                    .compose(begun -> handler.apply(request.in(step.traceparent(request.trace()))))
                    .onComplete((reply, failure) -> end(step, reply, failure));
        };
    }

    private static void end(Step step, @Nullable Reply<?> reply, @Nullable Throwable failure) {
        if (failure != null) step.fail(FailureClass.of(failure).name().toLowerCase(Locale.ROOT));
        else if (reply instanceof Reply.Refused<?> refused)
            step.with("tanda.refusal", refused.refusal().name().toLowerCase(Locale.ROOT))
                    .end();
        else step.end();
    }
}
