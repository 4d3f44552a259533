package io.tanda.fares;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hours of the week by the city's clock, such as {@code Mon-Fri 16:00-20:00, 22:00-04:00}. */
record Hours(List<Span> spans) {
    static final String EXPECTED = "hours such as 22:00-04:00 or Mon-Fri 16:00-20:00, several with commas between";

    private static final Pattern SPAN = Pattern.compile(
            "(?:(?<first>[A-Z][a-z]{2})(?:-(?<last>[A-Z][a-z]{2}))? )?(?<from>[0-9:]{5})-(?<to>[0-9:]{5})");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    /** @param days on which it begins @param to past midnight where it is not after {@code from} */
    record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        boolean covers(LocalDateTime at) {
            LocalTime time = at.toLocalTime();
            boolean today = days.contains(at.getDayOfWeek());
            if (from.isBefore(to)) return today && !time.isBefore(from) && time.isBefore(to);
            boolean sinceYesterday = days.contains(at.getDayOfWeek().minus(1));
            return (today && !time.isBefore(from)) || (sinceYesterday && time.isBefore(to));
        }
    }

    boolean covers(LocalDateTime at) {
        return spans.stream().anyMatch(span -> span.covers(at));
    }

    /** At which they begin or end, and midnight, where the day changes. */
    Stream<LocalTime> edges() {
        return Stream.concat(
                Stream.of(LocalTime.MIDNIGHT), spans.stream().flatMap(span -> Stream.of(span.from, span.to)));
    }

    /** @throws IllegalArgumentException where it is none */
    static Hours parse(String text) {
        return new Hours(Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(Hours::span)
                .toList());
    }

    private static Span span(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) throw new IllegalArgumentException(text);
        String first = span.group("first");
        String last = span.group("last");
        try {
            return new Span(
                    first == null ? EnumSet.allOf(DayOfWeek.class) : days(day(first), day(last == null ? first : last)),
                    LocalTime.parse(span.group("from")),
                    LocalTime.parse(span.group("to")));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static DayOfWeek day(String name) {
        int index = DAYS.indexOf(name);
        if (index < 0) throw new IllegalArgumentException(name);
        return DayOfWeek.of(index + 1);
    }

    /** Also around the end of the week. */
    private static Set<DayOfWeek> days(DayOfWeek first, DayOfWeek last) {
        Set<DayOfWeek> days = EnumSet.of(first);
        for (DayOfWeek day = first; day != last; day = day.plus(1)) days.add(day.plus(1));
        return days;
    }
}
