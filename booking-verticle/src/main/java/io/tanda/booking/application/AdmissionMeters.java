package io.tanda.booking.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What an operator sees of admission, where there are areas: {@code tanda_booking_admission_requests_total} by area and result,
 * {@code tanda_booking_admission_outside_total}, and {@code tanda_booking_admission_open} by area.
 */
final class AdmissionMeters {
    private final Map<String, OfArea> ofAreas = new HashMap<>();
    private final Counter outside;

    private record OfArea(Counter letIn, Counter probes, Counter turnedAway) {}

    /** @param open whether an area turns away now */
    AdmissionMeters(MeterRegistry registry, List<String> areas, Predicate<String> open) {
        outside = Counter.builder("tanda.booking.admission.outside")
                .description("new requests for a taxi from outside every area")
                .register(registry);
        for (String area : areas) {
            ofAreas.put(
                    area,
                    new OfArea(
                            requests(registry, area, "let_in"),
                            requests(registry, area, "probe"),
                            requests(registry, area, "turned_away")));
            Gauge.builder("tanda.booking.admission.open", area, name -> open.test(name) ? 1 : 0)
                    .description("whether requests are turned away there")
                    .tag("area", area)
                    .register(registry);
        }
    }

    private static Counter requests(MeterRegistry registry, String area, String result) {
        return Counter.builder("tanda.booking.admission.requests")
                .description("new requests for a taxi by what admission said")
                .tag("area", area)
                .tag("result", result)
                .register(registry);
    }

    void answered(Admission.Entry entry) {
        switch (entry) {
            case Admission.Entry.LetIn in -> of(in.area()).letIn.increment();
            case Admission.Entry.Probe probe -> of(probe.area()).probes.increment();
            case Admission.Entry.TurnedAway away -> of(away.area()).turnedAway.increment();
            case Admission.Entry.Outside none -> outside.increment();
        }
    }

    private OfArea of(String area) {
        return Objects.requireNonNull(ofAreas.get(area));
    }
}
