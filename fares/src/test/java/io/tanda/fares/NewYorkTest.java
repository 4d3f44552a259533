package io.tanda.fares;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NewYorkTest {
    private static final Instant WEDNESDAY_NOON = Instant.parse("2013-01-02T17:00:00Z");
    private static final Set<Fare.Kind> METERED = Set.of(Fare.Kind.BASE, Fare.Kind.DISTANCE, Fare.Kind.TIME);
    private final Tariffs tariffs = TariffFiles.shipped(TariffFiles.NEW_YORK_2012);

    @Test
    void a_mile_at_cruising_speed_is_five_units_and_the_sixth_has_begun() {
        // 1,610 m in 146 s is 11 m/s: no slow time. 2.50 + 6 x 0.50 + 0.50 state tax.
        assertThat(fare(1_610, 146, WEDNESDAY_NOON).total().minorUnits()).isEqualTo(600);
    }

    @Test
    void standing_still_is_charged_by_the_minute() {
        // Ten minutes at crawling speed: 10 units and the eleventh has begun.
        assertThat(fare(1_500, 600, WEDNESDAY_NOON).total().minorUnits()).isEqualTo(250 + 11 * 50 + 50);
    }

    @Test
    void surcharges_go_by_new_york_time_of_the_pick_up() {
        assertThat(names("2013-01-02T17:00:00Z")).doesNotContain("night surcharge", "weekday peak surcharge");
        assertThat(names("2013-01-02T21:00:00Z")).contains("weekday peak surcharge");
        assertThat(names("2013-01-05T21:00:00Z")).as("Saturday").doesNotContain("weekday peak surcharge");
        assertThat(names("2013-01-03T01:00:00Z")).contains("night surcharge");
        assertThat(names("2013-01-03T10:59:59Z")).contains("night surcharge");
        assertThat(names("2013-01-03T11:00:00Z")).doesNotContain("night surcharge");
        assertThat(names("2013-07-03T10:00:00Z")).as("summer time").doesNotContain("night surcharge");
    }

    @Test
    void real_fares_are_met_within_a_unit_in_the_median_and_without_bias() {
        List<Real> fares = realFares();
        long[] errors = fares.stream()
                .mapToLong(real -> {
                    Fare fare = fare(real.meters, real.seconds, real.at);
                    long metered = fare.lines().stream()
                            .filter(line -> METERED.contains(line.kind()))
                            .mapToLong(Fare.Line::minorUnits)
                            .sum();
                    return metered - real.cents;
                })
                .sorted()
                .toArray();
        long[] sizes = LongStream.of(errors).map(Math::abs).sorted().toArray();
        assertThat(fares).hasSize(400);
        assertThat(sizes[sizes.length / 2]).as("median absolute error, cents").isLessThanOrEqualTo(50);
        // Without the outermost percent on both sides: three of these fares say $20 to $45 more than any way can cost.
        long cut = errors.length / 100;
        double bias = LongStream.of(errors)
                .skip(cut)
                .limit(errors.length - 2 * cut)
                .average()
                .orElseThrow();
        assertThat(bias).as("bias, cents").isBetween(-20.0, 20.0);
    }

    @Test
    void each_line_says_what_it_is_for() {
        Fare fare = fare(3_200, 600, Instant.parse("2013-01-02T21:00:00Z"));
        assertThat(fare.lines())
                .containsExactly(
                        new Fare.Line("entry", 250, Fare.Kind.BASE, null, null),
                        new Fare.Line("distance", 400, Fare.Kind.DISTANCE, 2_200L, null),
                        new Fare.Line("time", 300, Fare.Kind.TIME, null, 400L),
                        new Fare.Line("weekday peak surcharge", 100, Fare.Kind.SURCHARGE, null, null),
                        new Fare.Line("state tax", 50, Fare.Kind.TAX, null, null));
        assertThat(fare.total()).isEqualTo(Money.usd(1_100));
        assertThat(fare.basis()).isEqualTo(Fare.Basis.TARIFF);
    }

    private Fare fare(long meters, long seconds, Instant at) {
        return tariffs.at(at).fare(at, meters, seconds, Fare.Basis.TARIFF);
    }

    private List<String> names(String at) {
        return fare(2_000, 300, Instant.parse(at)).lines().stream()
                .map(Fare.Line::name)
                .toList();
    }

    private record Real(Instant at, long seconds, long meters, long cents) {}

    private static List<Real> realFares() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NewYorkTest.class.getResourceAsStream("fares_nyc_sample.csv")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("pickup_time"))
                    .map(line -> line.split(",", -1))
                    .map(f -> new Real(
                            OffsetDateTime.parse(f[0]).toInstant(),
                            Long.parseLong(f[5]),
                            Long.parseLong(f[6]),
                            Long.parseLong(f[7])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
