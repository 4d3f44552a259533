package io.tanda.payment.ledger.application;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ReconcileDay;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.payment.ledger.domain.Comparison;
import io.tanda.payment.ledger.domain.Movement;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the ledger's gateway clearing with the gateway's movements of a day. Nothing is mended by it: breaks are for people. */
public final class Reconcile {
    private static final Logger log = LoggerFactory.getLogger(Reconcile.class);

    /** A gateway that is away, or slow, is so for a while. */
    private static final int AGAIN_SECONDS = 30;

    private final Movements movements;
    private final Clearing clearing;

    public Reconcile(Movements movements, Clearing clearing) {
        this.movements = movements;
        this.clearing = clearing;
    }

    public Future<Reply<Reconciliation>> handle(Request<ReconcileDay> request) {
        LocalDate day = request.body().day();
        return of(day).map(Reply::done).recover(failure -> {
            log.warn("{} cannot be reconciled: {}", day, failure.getMessage());
            return Future.succeededFuture(new Reply.Refused<>(
                    Refusal.GATEWAY_UNAVAILABLE, "the gateway does not say what it moved", AGAIN_SECONDS));
        });
    }

    /** Fails where the gateway does not say what it moved. */
    public Future<Reconciliation> of(LocalDate day) {
        return movements
                .of(day)
                .compose(there -> clearing.booked(start(day), start(day.plusDays(1)))
                        .compose(here -> hereAround(day, there, here)
                                .compose(hereAround -> thereAround(day, here)
                                        .map(thereAround -> result(day, there, thereAround, here, hereAround)))));
    }

    private static Reconciliation result(
            LocalDate day,
            List<Movement> there,
            List<Movement> thereAround,
            List<Movement> here,
            List<Movement> hereAround) {
        List<Reconciliation.Break> breaks = Comparison.breaks(there, thereAround, here, hereAround);
        if (!breaks.isEmpty())
            log.error("ALERT {}: the ledger and the gateway differ in {} movements", day, breaks.size());
        return new Reconciliation(
                day, there.size(), here.size(), breaks.subList(0, Math.min(breaks.size(), Reconciliation.MOST_BREAKS)));
    }

    /** What the gateway moved on the day may be booked on the next one, or much later, by a person. */
    private Future<List<Movement>> hereAround(LocalDate day, List<Movement> there, List<Movement> here) {
        return clearing.booked(start(day.minusDays(1)), start(day)).compose(before -> {
            List<Movement> found = new ArrayList<>(before);
            found.addAll(here);
            List<String> missing = Comparison.missing(there, found);
            return missing.isEmpty()
                    ? Future.succeededFuture(found)
                    : clearing.bookedSince(start(day.plusDays(1)), missing).map(later -> {
                        found.addAll(later);
                        return found;
                    });
        });
    }

    /** What was booked on the day may have been moved before: when it was asked for. Clocks differ by less than a day. */
    private Future<List<Movement>> thereAround(LocalDate day, List<Movement> here) {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(day.minusDays(1), day.plusDays(1)));
        for (Movement entry : here) days.add(entry.at().atOffset(ZoneOffset.UTC).toLocalDate());
        days.remove(day);
        List<Movement> around = new ArrayList<>();
        Future<Void> read = Future.succeededFuture();
        for (LocalDate other : days)
            read = read.compose(before -> movements.of(other)).map(found -> {
                around.addAll(found);
                return null;
            });
        return read.map(around);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
