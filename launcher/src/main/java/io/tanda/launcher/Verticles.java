package io.tanda.launcher;

import io.tanda.booking.BookingVerticle;
import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.dispatch.DispatchVerticle;
import io.tanda.history.HistoryVerticle;
import io.tanda.payment.PaymentVerticle;
import io.tanda.platform.Kit;
import io.tanda.web.WebVerticle;
import io.vertx.core.Deployable;
import java.util.Map;
import java.util.function.Function;

/** What is deployed for each context: one line each. */
final class Verticles {
    private static final Map<Context, Function<Kit, Deployable>> MAKERS = Map.of(
            Contexts.BOOKING, BookingVerticle::new,
            Contexts.DISPATCH, DispatchVerticle::new,
            Contexts.PAYMENT, PaymentVerticle::new,
            Contexts.HISTORY, HistoryVerticle::new,
            Contexts.WEB, WebVerticle::new);

    private Verticles() {}

    /** @throws IllegalArgumentException when nothing is deployed for the context */
    static Deployable of(Context context, Kit kit) {
        Function<Kit, Deployable> maker = MAKERS.get(context);
        if (maker == null) throw new IllegalArgumentException("no verticle of " + context);
        return maker.apply(kit);
    }
}
