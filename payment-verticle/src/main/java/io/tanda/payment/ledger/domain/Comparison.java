package io.tanda.payment.ledger.domain;

import io.tanda.contract.payment.Reconciliation;
import io.tanda.contract.payment.Reconciliation.Break;
import io.tanda.contract.payment.Reconciliation.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway's movements of a day beside what is booked, by the gateway's own ids. What crosses midnight is no break. */
public final class Comparison {
    private record Key(Reconciliation.Type type, String reference) {
        static Key of(Movement movement) {
            return new Key(movement.type(), movement.reference());
        }
    }

    private Comparison() {}

    /**
     * @param there the gateway's of the day
     * @param thereAround the gateway's of other days, when what is booked on the day may have been decided
     * @param here booked on the day
     * @param hereAround booked on other days, where it may be of the day's
     */
    public static List<Break> breaks(
            List<Movement> there, List<Movement> thereAround, List<Movement> here, List<Movement> hereAround) {
        Map<Key, Movement> booked = byKey(hereAround);
        booked.putAll(byKey(here));
        Map<Key, Movement> moved = byKey(thereAround);
        moved.putAll(byKey(there));
        List<Break> breaks = new ArrayList<>();
        for (Movement movement : there) {
            Movement entry = booked.get(Key.of(movement));
            if (entry == null)
                breaks.add(new Break(
                        Difference.MISSING_HERE, movement.type(), movement.reference(), null, null, movement.amount()));
            else if (!entry.amount().equals(movement.amount()))
                breaks.add(new Break(
                        Difference.AMOUNT_DIFFERS,
                        movement.type(),
                        movement.reference(),
                        entry.ride(),
                        entry.amount(),
                        movement.amount()));
        }
        for (Movement entry : here)
            if (!moved.containsKey(Key.of(entry)))
                breaks.add(new Break(
                        Difference.MISSING_THERE, entry.type(), entry.reference(), entry.ride(), entry.amount(), null));
        return breaks;
    }

    /** What of the day the gateway moved and is not in there. */
    public static List<String> missing(List<Movement> there, List<Movement> here) {
        Map<Key, Movement> booked = byKey(here);
        return there.stream()
                .filter(movement -> !booked.containsKey(Key.of(movement)))
                .map(Movement::reference)
                .toList();
    }

    private static Map<Key, Movement> byKey(List<Movement> movements) {
        Map<Key, Movement> byKey = new LinkedHashMap<>();
        for (Movement movement : movements) byKey.put(Key.of(movement), movement);
        return byKey;
    }
}
