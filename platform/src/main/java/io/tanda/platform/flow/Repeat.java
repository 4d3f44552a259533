package io.tanda.platform.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** A step again and again, each after the one before. A chain of as many futures would end on a stack as deep. */
public final class Repeat {
    private Repeat() {}

    /** @param step whether there is more to do; completes later, not within the call. Where one fails, it is the last */
    public static Future<Void> whileMore(Supplier<Future<Boolean>> step) {
        Promise<Void> ended = Promise.promise();
        next(step, ended);
        return ended.future();
    }

    private static void next(Supplier<Future<Boolean>> step, Promise<Void> ended) {
        Future.succeededFuture().compose(begun -> step.get()).onComplete((more, failure) -> {
            if (failure != null) ended.fail(failure);
            else if (more) next(step, ended);
            else ended.complete();
        });
    }
}
