package io.tanda.payment.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.function.Function;
import java.util.function.Supplier;

/** One question to the gateway. */
public sealed interface Ask {
    /**
     * Over HTTP, behind the breaker.
     *
     * @param sends the request, or several, of which the last response counts
     * @param reads what a response says that is no failure of the gateway's; what it throws makes that no answer
     */
    record Sent(Supplier<Future<HttpResponse<Buffer>>> sends, Function<HttpResponse<Buffer>, Said> reads)
            implements Ask {}

    /** The answer is known, and the gateway not asked: it could not be, in its words. */
    record Known(Said said) implements Ask {}
}
