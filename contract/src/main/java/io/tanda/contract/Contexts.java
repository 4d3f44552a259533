package io.tanda.contract;

import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Address;
import io.tanda.contract.catalogue.CatalogueAddresses;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.delivery.DeliveryAddresses;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.message.MessageAddresses;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.notify.NotifyAddresses;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.rental.RentalAddresses;
import io.tanda.contract.rental.RentalEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every context on one screen. Whatever must know them all (topology, topics, databases, checkers, rules) reads this. */
public final class Contexts {
    public static final Context BOOKING = Context.stored("booking", BookingEvent.TOPIC, BookingAddresses.ALL)
            .following(DispatchEvent.TOPIC, PaymentEvent.TOPIC);
    public static final Context DISPATCH = Context.stored("dispatch", DispatchEvent.TOPIC, DispatchAddresses.ALL)
            .following(BookingEvent.TOPIC, PaymentEvent.TOPIC);
    public static final Context PAYMENT = Context.stored("payment", PaymentEvent.TOPIC, PaymentAddresses.ALL)
            .following(BookingEvent.TOPIC, DispatchEvent.TOPIC);
    public static final Context HISTORY = Context.silent("history", HistoryAddresses.ALL)
            .following(BookingEvent.TOPIC, DispatchEvent.TOPIC, PaymentEvent.TOPIC);
    public static final Context NOTIFY = Context.silent("notify", NotifyAddresses.ALL)
            .following(BookingEvent.TOPIC, DispatchEvent.TOPIC, PaymentEvent.TOPIC, MessageEvent.TOPIC);
    public static final Context MESSAGE = Context.stored("message", MessageEvent.TOPIC, MessageAddresses.ALL)
            .following(DispatchEvent.TOPIC, PaymentEvent.TOPIC, MessageEvent.TOPIC);
    public static final Context CATALOGUE = Context.stored("catalogue", CatalogueEvent.TOPIC, CatalogueAddresses.ALL);
    public static final Context DELIVERY = Context.stored("delivery", DeliveryEvent.TOPIC, DeliveryAddresses.ALL)
            .following(CatalogueEvent.TOPIC, RentalEvent.TOPIC);
    public static final Context RENTAL = Context.stored("rental", RentalEvent.TOPIC, RentalAddresses.ALL)
            .following(CatalogueEvent.TOPIC, DeliveryEvent.TOPIC);
    public static final Context WEB = Context.stateless("web");

    /** Who asks comes after those it asks: the order in which they start, and the reverse of that in which they stop. */
    public static final List<Context> ALL =
            List.of(HISTORY, NOTIFY, CATALOGUE, DELIVERY, RENTAL, PAYMENT, MESSAGE, DISPATCH, BOOKING, WEB);

    public static final List<Topic<?>> TOPICS = topics();
    public static final List<Address<?, ?>> ADDRESSES =
            ALL.stream().flatMap(context -> context.addresses().stream()).toList();

    private Contexts() {}

    public static Optional<Context> named(String name) {
        return ALL.stream().filter(context -> context.name().equals(name)).findFirst();
    }

    private static List<Topic<?>> topics() {
        List<Topic<?>> topics = new ArrayList<>();
        for (Context context : ALL) if (context.topic() != null) topics.add(context.topic());
        return List.copyOf(topics);
    }
}
