package io.tanda.simulator.demo;

import com.google.errorprone.annotations.FormatMethod;
import io.tanda.client.CallCounts;
import io.tanda.invariants.Invariant;
import io.tanda.invariants.InvariantChecker;
import io.tanda.invariants.Offence;
import io.tanda.invariants.Snapshot;
import io.tanda.simulator.city.Mix;
import io.tanda.simulator.city.Tally.Figures;
import io.tanda.simulator.city.Tally.Quantiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What a run came to, as text. */
final class Report {
    /** A broken promise breaks often; the first ones say it. */
    private static final int MOST_OFFENCES = 40;

    private Report() {}

    /**
     * @param took real time from the first request to the last ride's end
     * @param all real time with registering the fleet
     */
    record Run(
            Figures figures,
            Quantiles toDispatchMillis,
            Quantiles toOfferMillis,
            Quantiles pickupWaitSeconds,
            CallCounts.Seen calls,
            CallCounts.Seen positions,
            Duration took,
            Duration all,
            double scale,
            int taxis,
            int kills,
            OptionalLong blockedEventLoops,
            OptionalLong mostMegabytes) {}

    static String of(Run run) {
        Figures rides = run.figures();
        CallCounts.Seen calls = run.calls();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(format(
                "Replayed in %.1f s (%.1f s with registering %d taxis), at %s times real time%s",
                run.took().toMillis() / 1_000.0,
                run.all().toMillis() / 1_000.0,
                run.taxis(),
                run.scale() == Math.rint(run.scale()) ? Long.toString((long) run.scale()) : "" + run.scale(),
                run.kills() == 0 ? "" : ", with " + run.kills() + " kills"));
        lines.add(row("Rides"));
        lines.add(row(
                "  asked",
                rides.asked(),
                rides.notAccepted() == 0
                        ? ""
                        : rides.notAccepted() + " not accepted, " + rides.mix().outside()
                                + " of them outside the areas that are served"));
        Mix mix = rides.mix();
        lines.add(row("  for a later time", mix.forLater(), ""));
        lines.add(row(
                "  dispatched",
                rides.dispatched(),
                rides.redispatched() + " again after a driver gave them back or was not heard of"));
        lines.add(row("  completed", rides.completed(), ""));
        lines.add(row("  no taxi", rides.noTaxi(), rides.expired() == 0 ? "" : rides.expired() + " expired"));
        lines.add(row(
                "  canceled",
                rides.canceled(),
                rides.cancelsAsked() + " asked, " + rides.cancelsRejected() + " too late, " + mix.feesAgreed()
                        + " for a fee that was agreed to"));
        lines.add(row("  rider not there", rides.noShow(), ""));
        lines.add(row("  broken off", rides.aborted(), ""));
        lines.add(row(
                "  owed",
                mix.owed(),
                mix.collected() + " collected and " + mix.writtenOff() + " written off by operators since"));
        long underWay = rides.open() + rides.onRide() + rides.settling();
        if (underWay > 0) lines.add(row("  not at their end", underWay, ""));
        lines.add(row(
                "Fares paid in cash",
                mix.cash() + mix.cashAfterDecline(),
                mix.cashAfterDecline() + " after the card was declined"));
        lines.add(row(
                "Cards that riders registered",
                mix.registered(),
                mix.methodsNamed() + " named by the booking, " + mix.notRegistered() + " not verified"));
        lines.add(row("Tips that riders gave", mix.tips(), ""));
        lines.add(row("Messages to drivers after the ride", mix.written(), mix.sent() + " sent at once"));
        lines.add(row(
                "Drivers' phones dead for a while",
                mix.deadPhones(),
                mix.takenFromSilent() + " rides given to others meanwhile"));
        lines.add(row("Calls that operators gave to a driver", mix.byHand(), ""));
        lines.add(row("Refunds that operators asked for", mix.refunds(), ""));
        lines.add(row(
                "Orders of equipment by drivers",
                mix.ordered(),
                mix.itemsReturned() + " returned, " + mix.ordersCanceled() + " canceled"));
        lines.add(row("Alarms that operators looked at", mix.alarmsSeen(), ""));
        lines.add(row(
                "Offers not accepted",
                rides.declined() + rides.ignored() + rides.offersClosed() + rides.acceptsLost(),
                rides.declined() + " declined, " + rides.ignored() + " ignored, " + rides.offersClosed()
                        + " closed before an answer, " + rides.acceptsLost() + " answered too late"));
        lines.add(quantiles("Request to dispatch", run.toDispatchMillis(), "ms"));
        lines.add(quantiles("Request to offer in the driver's stream", run.toOfferMillis(), "ms"));
        lines.add(quantiles("Request to pick-up, in the city's time", run.pickupWaitSeconds(), "s"));
        lines.add(row("Operations", calls.operations(), ""));
        lines.add(row("  succeeded", calls.operationsOk(), ""));
        lines.add(row("  refused (4xx)", calls.operationsRefused(), ""));
        lines.add(row("  failed in spite of retries", calls.operationsFailed(), ""));
        double seconds = Math.max(0.001, run.all().toMillis() / 1_000.0);
        lines.add(row(
                "HTTP requests",
                calls.requests() + run.positions().requests(),
                format(
                        "%.0f a second, %d of them the fleet's positions",
                        (calls.requests() + run.positions().requests()) / seconds,
                        run.positions().requests())));
        lines.add(row("  2xx", calls.ok() + run.positions().ok(), ""));
        lines.add(row("  4xx", calls.refused() + run.positions().refused(), ""));
        lines.add(row(
                "  503",
                calls.unavailable() + run.positions().unavailable(),
                calls.turnedAway() + " where no taxi was to be had just then"));
        lines.add(row("  other 5xx", calls.serverErrors() + run.positions().serverErrors(), ""));
        lines.add(row("  no answer", calls.lost() + run.positions().lost(), ""));
        run.blockedEventLoops()
                .ifPresent(count -> lines.add(row("Warnings of a blocked event loop", count, "in the server's log")));
        run.mostMegabytes().ifPresent(most -> lines.add(row("Server's memory, at most", most, "MB resident")));
        return String.join(System.lineSeparator(), lines);
    }

    static String of(InvariantChecker.Verdict verdict, long faresMinorUnits) {
        Snapshot snapshot = verdict.snapshot();
        List<String> lines = new ArrayList<>();
        long captured = snapshot.captures().stream()
                .mapToLong(capture -> capture.amount().minorUnits())
                .sum();
        lines.add(row("Fares of rides that were paid", faresMinorUnits, "cents"));
        lines.add(row(
                "Captured by the gateway",
                captured,
                "cents in " + snapshot.captures().size() + " captures"));
        lines.addAll(Balances.of(snapshot.ledger()));
        lines.add("");
        lines.add(format(
                "Checked: %d bookings answered 201, %d events in three journals, %d records in three topics, %d rows of"
                        + " history, %d captures",
                snapshot.asked().size(),
                snapshot.journal().size(),
                snapshot.published().size(),
                snapshot.history().size(),
                snapshot.captures().size()));
        for (Invariant invariant : Invariant.values()) {
            List<Offence> broken = verdict.offences().stream()
                    .filter(offence -> offence.invariant() == invariant)
                    .toList();
            lines.add(format(
                    "  %-6s %s%s",
                    broken.isEmpty() ? "holds" : "BROKEN",
                    invariant.promise(),
                    broken.isEmpty() ? "" : ": " + broken.size() + " times"));
            broken.stream()
                    .limit(MOST_OFFENCES)
                    .forEach(offence -> lines.add("         "
                            + (offence.ride() == null ? "" : "ride " + offence.ride() + ": ") + offence.found()));
        }
        lines.add(
                verdict.holds()
                        ? "Every promise holds."
                        : verdict.offences().size() + " offences: the promises above are broken.");
        return String.join(System.lineSeparator(), lines);
    }

    private static String quantiles(String name, Quantiles of, String unit) {
        return format(
                "%-42s p50 %d %s, p95 %d %s, at most %d %s (%d)",
                name, of.p50(), unit, of.p95(), unit, of.max(), unit, of.count());
    }

    private static String row(String name) {
        return name;
    }

    private static String row(String name, long value, String note) {
        return format("%-34s %7d%s", name, value, note.isEmpty() ? "" : "  (" + note + ")");
    }

    @FormatMethod
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
