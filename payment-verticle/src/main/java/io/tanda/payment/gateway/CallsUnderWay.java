package io.tanda.payment.gateway;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** To the gateway, whatever they are for: they share its connections. */
final class CallsUnderWay {
    private final int most;
    private final AtomicInteger now = new AtomicInteger();

    /** @param most at once; one more is not to be made */
    CallsUnderWay(int most) {
        this.most = most;
    }

    boolean tooMany() {
        return now.get() >= most;
    }

    <T> Future<T> of(Future<T> call) {
        now.incrementAndGet();
        return call.onComplete(done -> now.decrementAndGet());
    }
}
