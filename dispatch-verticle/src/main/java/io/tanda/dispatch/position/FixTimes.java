package io.tanda.dispatch.position;

import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.Positions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the fixes of one report were taken, by our clock. Where a driver's own clock does not tell two of his fixes apart, or he names no
 * times, the one that comes later is the later one; a clock that is ahead is brought back with the pauses between its fixes.
 */
final class FixTimes {
    /** Clocks of taxis run ahead of ours by as much, at most. */
    private static final Duration MAX_AHEAD = Duration.ofSeconds(10);
    /** What times are told in. */
    private static final Duration LEAST = Duration.of(1, ChronoUnit.MICROS);

    private record Placed(@Nullable Instant given, Instant at) {}

    private final Instant now;
    private final Map<DriverId, Duration> ahead = new HashMap<>();
    private final Map<DriverId, Placed> newest = new HashMap<>();

    FixTimes(List<Positions.Fix> report, Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MICROS);
        Instant latest = now.plus(MAX_AHEAD);
        for (Positions.Fix fix : report)
            if (fix.at() != null && fix.at().isAfter(latest))
                ahead.merge(fix.driver(), Duration.between(this.now, fix.at()), FixTimes::longer);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** In the order of the report. @param known of the driver's last fix before it @return absent for one that is too old */
    Optional<Instant> of(Positions.Fix fix, Optional<Instant> known) {
        Instant oldest = now.minus(TaxiPositions.FRESH);
        if (fix.at() != null && fix.at().isBefore(oldest)) return Optional.empty();
        Placed before = newest.get(fix.driver());
        if (before == null) before = known.map(at -> new Placed(null, at)).orElse(null);
        Instant at = placed(fix, before);
        if (at.isBefore(oldest)) return Optional.empty();
        if (before == null || at.isAfter(before.at())) newest.put(fix.driver(), new Placed(fix.at(), at));
        return Optional.of(at);
    }

    private Instant placed(Positions.Fix fix, @Nullable Placed before) {
        Instant given = fix.at();
        Instant at = given == null
                ? now
                : given.minus(ahead.getOrDefault(fix.driver(), Duration.ZERO)).truncatedTo(ChronoUnit.MICROS);
        if (before == null || at.isAfter(before.at())) return at;
        boolean toldApart = given != null && !given.equals(before.given()) && !isItsSecond(at, before.at());
        return toldApart ? at : before.at().plus(LEAST);
    }

    /** Of a clock that knows whole seconds only. */
    private static boolean isItsSecond(Instant whole, Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).equals(whole);
    }
}
