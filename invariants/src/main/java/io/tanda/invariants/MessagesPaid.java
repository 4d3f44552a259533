package io.tanda.invariants;

import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.invariants.Snapshot.Journaled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What costs something is sent when it is paid, once; and nothing is kept for what was not sent (D1). */
final class MessagesPaid {
    private MessagesPaid() {}

    static List<Found> check(Snapshot snapshot) {
        Map<UUID, PaymentEvent.ChargeCaptured> captured = new HashMap<>();
        Map<UUID, Long> givenBack = new HashMap<>();
        Map<UUID, MessageEvent.MessageSent> sent = new LinkedHashMap<>();
        Map<UUID, Integer> times = new HashMap<>();
        for (Journaled entry : snapshot.journal())
            switch (entry.event()) {
                case PaymentEvent.ChargeCaptured e
                when e.purpose() == Purpose.SERVICE -> captured.put(e.charge().value(), e);
                case PaymentEvent.RefundMade e ->
                    givenBack.merge(e.charge().value(), e.amount().minorUnits(), Long::sum);
                case MessageEvent.MessageSent e -> {
                    sent.put(e.message().value(), e);
                    times.merge(e.message().value(), 1, Integer::sum);
                }
                default -> {}
            }
        List<Found> found = new ArrayList<>();
        Map<String, Integer> byKey = new HashMap<>();
        for (Snapshot.Capture capture : snapshot.captures())
            if (capture.purpose() == Purpose.SERVICE) byKey.merge(sold(capture.key()), 1, Integer::sum);
        sent.forEach((id, message) -> {
            MessageId name = message.message();
            if (times.getOrDefault(id, 0) > 1)
                found.add(new Found(message.ride(), "message " + name + " was sent twice"));
            Money price = message.price();
            PaymentEvent.ChargeCaptured paid = captured.get(id);
            if (price == null) {
                if (paid != null) found.add(new Found(message.ride(), "message " + name + " is free and was charged"));
            } else if (paid == null || !paid.amount().equals(price))
                found.add(new Found(message.ride(), "message " + name + " was sent, and is not paid"));
            else if (givenBack.containsKey(id))
                found.add(new Found(message.ride(), "message " + name + " was sent, and its price was given back"));
        });
        captured.forEach((id, paid) -> {
            RideId ride = paid.ride();
            if (!sent.containsKey(id)
                    && givenBack.getOrDefault(id, 0L) != paid.amount().minorUnits())
                found.add(new Found(ride, "service " + id + " was charged for nothing"));
        });
        byKey.forEach((id, count) -> {
            if (count > 1) found.add(new Found(null, "service " + id + " was captured " + count + " times"));
        });
        return found;
    }

    /** {@code pay:<sold>:service:<attempt>} */
    private static String sold(String key) {
        String[] parts = key.split(":", -1);
        return parts.length > 1 ? parts[1] : key;
    }
}
