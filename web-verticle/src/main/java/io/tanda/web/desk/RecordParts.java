package io.tanda.web.desk;

import io.tanda.contract.ChargeId;
import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.contract.blackbox.BlackBox.Missing;
import io.tanda.contract.blackbox.BlackBox.Step;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundList;
import io.tanda.contract.payment.RefundView;
import io.tanda.platform.bus.Bus;
import io.tanda.web.http.HttpCall;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one ride's record: all contexts are asked side by side, and whoever does not answer in time is missing. */
final class RecordParts {
    /** An operator waits for the parts that are there: one that hangs holds him up no longer than this. */
    private static final int PART_MILLIS = 2_500;

    private final Bus bus;
    private final HttpCall call;
    private final RideId ride;
    private final Set<Missing> missing = new LinkedHashSet<>();

    RecordParts(Bus bus, HttpCall call, RideId ride) {
        this.bus = bus;
        this.call = call;
        this.ride = ride;
    }

    /** Once. Does not fail: what fails is missing. */
    Future<BlackBox> read() {
        // Acts before what they cause.
        List<Future<List<List<Step>>>> parts = new ArrayList<>();
        parts.add(acts());
        parts.add(journal(Contexts.BOOKING, List.of(ride.value())));
        parts.add(dispatch());
        parts.add(money());
        Future<List<AttemptView>> attempts = attempts();
        return Future.all(parts)
                .compose(steps -> attempts.map(asked -> {
                    List<List<Step>> sequences = new ArrayList<>();
                    for (Future<List<List<Step>>> part : parts) sequences.addAll(part.result());
                    return new BlackBox(ride, BlackBox.merged(sequences), asked, List.copyOf(missing));
                }));
    }

    private Future<List<List<Step>>> acts() {
        List<Future<List<Step>>> asked = new ArrayList<>();
        for (Context context : Contexts.ALL) {
            Address<Audit.Read, Audit.Entries> address = context.audit();
            if (address == null) continue;
            String part = context + "'s acts";
            asked.add(ask(part, address, new Audit.Read(null, null, ride.value(), Audit.MAX_READ))
                    .map(found -> {
                        List<Audit.Entry> acts = found.map(Audit.Entries::items).orElse(List.of());
                        if (acts.size() > Audit.MAX_LIMIT)
                            missing.add(new Missing(part, "only the newest " + acts.size() + " are shown"));
                        return acts.reversed().stream()
                                .map(act -> Step.of(context.name(), act))
                                .toList();
                    }));
        }
        return Future.all(asked).map(CompositeFuture::list);
    }

    private Future<List<List<Step>>> journal(Context context, List<UUID> aggregates) {
        Address<Journal.Read, Journal.Events> address = context.journal();
        if (address == null) throw new IllegalArgumentException(context + " has no journal");
        List<Journal.After> from =
                aggregates.stream().map(id -> new Journal.After(id, 0)).toList();
        return ask(context.name(), address, new Journal.Read(from)).map(found -> {
            Map<UUID, List<Step>> byAggregate = new LinkedHashMap<>();
            for (Recorded event : found.map(Journal.Events::events).orElse(List.of()))
                byAggregate
                        .computeIfAbsent(event.aggregate(), first -> new ArrayList<>())
                        .add(Step.of(context.name(), event));
            return List.copyOf(byAggregate.values());
        });
    }

    private Future<List<List<Step>>> dispatch() {
        String name = Contexts.DISPATCH.name();
        Future<List<List<Step>>> journal = journal(Contexts.DISPATCH, List.of(ride.value()));
        Future<List<CallDecision>> decisions = decisions();
        return Future.all(journal, decisions).map(read -> {
            List<Step> events =
                    journal.result().isEmpty() ? List.of() : journal.result().getFirst();
            return List.of(BlackBox.withDecisions(events, name, decisions.result()));
        });
    }

    private Future<List<CallDecision>> decisions() {
        String part = "dispatch's decisions";
        return ask(part, DispatchAddresses.DECISIONS, new DispatchQuery.DecisionsOf(ride))
                .map(found -> {
                    CallDecision.Listing listing = found.orElseGet(() -> new CallDecision.Listing(List.of(), false));
                    if (listing.more())
                        missing.add(new Missing(part, "only the first " + CallDecision.MOST + " are shown"));
                    return listing.items();
                });
    }

    /** The charges and the refunds: each is an aggregate of its own. */
    private Future<List<List<Step>>> money() {
        List<UUID> aggregates = new ArrayList<>();
        for (Purpose purpose : Purpose.OF_RIDE)
            aggregates.add(ChargeId.of(ride, purpose).value());
        return ofEachCharge("payment's refunds", PaymentAddresses.REFUNDS, RefundList::items)
                .compose(refunds -> {
                    for (RefundView refund : refunds) aggregates.add(refund.id().value());
                    return journal(Contexts.PAYMENT, aggregates);
                });
    }

    private Future<List<AttemptView>> attempts() {
        return ofEachCharge("payment's attempts", PaymentAddresses.GET, PaymentView::attempts);
    }

    private <R, T> Future<List<T>> ofEachCharge(
            String part, Address<PaymentQuery, R> address, Function<R, @Nullable List<T>> items) {
        List<Future<Optional<R>>> asked = new ArrayList<>();
        for (Purpose purpose : Purpose.OF_RIDE) asked.add(ask(part, address, new PaymentQuery(ride, null, purpose)));
        return Future.all(asked).map(done -> {
            List<T> all = new ArrayList<>();
            for (Future<Optional<R>> one : asked) {
                List<T> more = one.result().map(items).orElse(null);
                if (more != null) all.addAll(more);
            }
            return all;
        });
    }

    /** Empty where there is nothing, and where nobody answers: then it is missing. */
    private <C, R> Future<Optional<R>> ask(String part, Address<C, R> address, C body) {
        return bus.ask(address, call.request(body))
                .timeout(PART_MILLIS, TimeUnit.MILLISECONDS)
                .map(reply -> switch (reply) {
                    case Reply.Done<R> done -> Optional.of(done.value());
                    case Reply.Refused<R> refused -> {
                        if (refused.refusal() != Refusal.NOT_FOUND) missing.add(new Missing(part, refused.detail()));
                        yield Optional.<R>empty();
                    }
                })
                .otherwise(failure -> {
                    missing.add(new Missing(part, "does not answer just now"));
                    return Optional.empty();
                });
    }
}
