package io.tanda.fares;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which rate is in force when.
 *
 * @param usual where no band covers the time
 * @param bands that do not overlap
 */
record Rates(Rate usual, List<Band> bands, ZoneId zone) {
    /** @param name blank for the usual one @param flag on boarding, and {@code unit} for each unit after: minor units */
    record Rate(String name, long flag, long unit) {}

    record Band(Hours hours, Rate rate) {}

    /** @param share of the ride's seconds that are over at its end */
    record Piece(Rate rate, double share) {}

    Rate at(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        return bands.stream()
                .filter(band -> band.hours().covers(local))
                .map(Band::rate)
                .findFirst()
                .orElse(usual);
    }

    /** The ride in pieces with one rate each, in their order. An instant is asked for its local time, so no hour is lost or counted twice. */
    List<Piece> pieces(Drive drive) {
        List<Piece> pieces = new ArrayList<>();
        Rate rate = at(drive.from());
        for (Instant cut : cuts(drive.from(), drive.to())) {
            pieces.add(new Piece(rate, share(drive, cut)));
            rate = at(cut);
        }
        pieces.add(new Piece(rate, 1));
        return pieces;
    }

    private static double share(Drive drive, Instant cut) {
        return (double) (cut.toEpochMilli() - drive.from().toEpochMilli()) / (drive.seconds() * 1_000);
    }

    /** The instants between at which the city's clock shows an edge, both times where it shows it twice, or jumps. */
    private Set<Instant> cuts(Instant from, Instant to) {
        Set<Instant> cuts = new TreeSet<>();
        if (bands.isEmpty()) return cuts;
        LocalDateTime last = LocalDateTime.ofInstant(to, zone);
        Set<LocalTime> edges =
                bands.stream().flatMap(band -> band.hours().edges()).collect(Collectors.toSet());
        for (LocalDateTime day =
                        LocalDateTime.ofInstant(from, zone).toLocalDate().atStartOfDay();
                !day.isAfter(last);
                day = day.plusDays(1)) {
            for (LocalTime edge : edges) {
                LocalDateTime shown = day.with(edge);
                for (ZoneOffset offset : zone.getRules().getValidOffsets(shown)) cuts.add(shown.toInstant(offset));
            }
        }
        for (ZoneOffsetTransition jump = zone.getRules().nextTransition(from);
                jump != null && jump.getInstant().isBefore(to);
                jump = zone.getRules().nextTransition(jump.getInstant())) cuts.add(jump.getInstant());
        cuts.removeIf(cut -> !cut.isAfter(from) || !cut.isBefore(to));
        return cuts;
    }
}
