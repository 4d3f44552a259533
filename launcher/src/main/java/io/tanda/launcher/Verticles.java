package io.tanda.launcher;

import io.tanda.booking.BookingConfig;
import io.tanda.booking.BookingVerticle;
import io.tanda.catalogue.CatalogueVerticle;
import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.delivery.DeliveryConfig;
import io.tanda.delivery.DeliveryVerticle;
import io.tanda.dispatch.DispatchConfig;
import io.tanda.dispatch.DispatchVerticle;
import io.tanda.history.HistoryVerticle;
import io.tanda.message.MessageConfig;
import io.tanda.message.MessageVerticle;
import io.tanda.notify.NotifyConfig;
import io.tanda.notify.NotifyVerticle;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.PaymentVerticle;
import io.tanda.platform.Kit;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.StoreConfig;
import io.tanda.rental.RentalVerticle;
import io.tanda.web.WebConfig;
import io.tanda.web.WebVerticle;
import io.vertx.core.Deployable;
import java.util.Map;
import java.util.function.Function;

/** What is deployed for each context, and what it reads of the settings: one line each. */
final class Verticles {
    private static final Map<Context, Entry> ENTRIES = Map.of(
            Contexts.BOOKING, new Entry(BookingVerticle::new, BookingConfig::of),
            Contexts.DISPATCH, new Entry(DispatchVerticle::new, DispatchConfig::of),
            Contexts.PAYMENT, new Entry(PaymentVerticle::new, PaymentConfig::of),
            Contexts.HISTORY, new Entry(HistoryVerticle::new, KafkaConfig::of),
            Contexts.NOTIFY, new Entry(NotifyVerticle::new, NotifyConfig::of),
            Contexts.CATALOGUE, new Entry(CatalogueVerticle::new, KafkaConfig::of),
            Contexts.DELIVERY, new Entry(DeliveryVerticle::new, DeliveryConfig::of),
            Contexts.RENTAL, new Entry(RentalVerticle::new, KafkaConfig::of),
            Contexts.MESSAGE, new Entry(MessageVerticle::new, MessageConfig::of),
            Contexts.WEB, new Entry(WebVerticle::new, WebConfig::of));

    private record Entry(Function<Kit, Deployable> verticle, Function<Settings, ?> config) {}

    private Verticles() {}

    /**
     * Reads what the context's verticle will read, so that whatever is wrong is known before anything starts. Blocks: web looks at its
     * keys.
     *
     * @throws IllegalStateException with all that was wrong so far
     */
    static void read(Context context, Settings settings) {
        Entry entry = entry(context);
        if (context.stored()) {
            var unused = StoreConfig.of(settings, context);
        }
        var unused = entry.config().apply(settings);
    }

    /** @throws IllegalArgumentException when nothing is deployed for the context */
    static Deployable of(Context context, Kit kit) {
        return entry(context).verticle().apply(kit);
    }

    private static Entry entry(Context context) {
        Entry entry = ENTRIES.get(context);
        if (entry == null) throw new IllegalArgumentException("no verticle of " + context);
        return entry;
    }
}
