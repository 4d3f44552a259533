package io.tanda.fares;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver says of a fare, on a Wednesday evening in New York: 8 km in 20 minutes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("G3")
class ToldFareTest {
    private static final Instant EVENING = Instant.parse("2013-01-03T02:00:00Z");
    private static final long METERS = 8_000;
    private static final long SECONDS = 1_200;
    /** 24 units of distance, 20 of time and the one that has begun, at once: 250 + 45 x 50. */
    private static final long ALL_THAT_A_METER_SHOWS = 2_500;

    private final Tariff newYork =
            TariffFiles.shipped(TariffFiles.NEW_YORK_2012).at(EVENING);

    @Test
    void a_meters_fare_takes_the_place_of_what_the_meter_counts_and_of_nothing_else() {
        Fare fare = right(told(Fare.Basis.METER, 1_850), List.of(toll(480)));
        assertThat(fare.lines())
                .containsExactly(
                        new Fare.Line("meter", 1_850, Fare.Kind.METER, METERS, SECONDS),
                        new Fare.Line("night surcharge", 50, Fare.Kind.SURCHARGE, null, null),
                        new Fare.Line("state tax", 50, Fare.Kind.TAX, null, null),
                        new Fare.Line("toll", 480, Fare.Kind.TOLL, null, null));
        assertThat(fare.total()).isEqualTo(Money.usd(2_430));
        assertThat(fare.basis()).isEqualTo(Fare.Basis.METER);
        assertThat(fare.tariff()).isEqualTo(TariffFiles.NEW_YORK_2012);
    }

    @Test
    void an_agreed_fare_has_surcharges_and_taxes_in_it_and_no_tolls() {
        Fare fare = right(told(Fare.Basis.AGREED, 5_200), List.of(toll(480)));
        assertThat(fare.total()).isEqualTo(Money.usd(5_680));
        assertThat(fare.basis()).isEqualTo(Fare.Basis.AGREED);
        assertThat(fare.lines()).hasSize(2);
    }

    @Test
    void without_a_fare_of_his_extras_come_on_top_of_the_tariffs() {
        Fare fare = right(null, List.of(toll(480)));
        assertThat(fare.basis()).isEqualTo(Fare.Basis.TARIFF);
        assertThat(fare.total().minorUnits() - right(null, List.of()).total().minorUnits())
                .isEqualTo(480);
    }

    @Test
    void a_meter_shows_half_as_much_again_as_one_could_and_no_more() {
        long most = ALL_THAT_A_METER_SHOWS * 150 / 100;
        right(told(Fare.Basis.METER, most), List.of());
        assertThat(refused(told(Fare.Basis.METER, most + 1), List.of()))
                .isEqualTo(
                        "fare/amount/minorUnits must be from 250 to 3750 for 8000 m in 1200 s, not 3751: correct it or"
                                + " meters, or leave fare out and the tariff's is charged");
        right(told(Fare.Basis.METER, 250), List.of());
        assertThat(refused(told(Fare.Basis.METER, 249), List.of())).contains("from 250");
    }

    @Test
    void two_and_a_half_times_as_much_may_be_agreed_on_or_nothing() {
        long most = ALL_THAT_A_METER_SHOWS * 250 / 100;
        right(told(Fare.Basis.AGREED, most), List.of());
        refused(told(Fare.Basis.AGREED, most + 1), List.of());
        assertThat(right(told(Fare.Basis.AGREED, 0), List.of()).total()).isEqualTo(Money.usd(0));
    }

    @Test
    void a_longer_or_slower_ride_allows_more() {
        Fare.Told told = told(Fare.Basis.METER, 3_751);
        assertThat(newYork.fare(EVENING, METERS + 2_000, SECONDS, Fare.Basis.TARIFF, told, List.of()))
                .isInstanceOf(Priced.Right.class);
        assertThat(newYork.fare(EVENING, METERS, SECONDS + 600, Fare.Basis.TARIFF, told, List.of()))
                .isInstanceOf(Priced.Right.class);
    }

    @Test
    void tolls_are_bounded_by_the_distance_and_add_up() {
        right(null, List.of(toll(2_300)));
        right(null, List.of(toll(1_150), toll(1_150)));
        assertThat(refused(null, List.of(toll(1_150), toll(1_151))))
                .contains("toll", "at most 2300", "8000 m", "not 2301");
    }

    @Test
    void an_extra_that_the_tariff_does_not_know_is_refused_with_those_that_it_knows() {
        String why = refused(null, List.of(toll(1), new Fare.Extra("bribe", Money.usd(1))));
        assertThat(why).contains("extras/1/code", "newark", "toll").doesNotContain("bribe");
    }

    @Test
    void money_of_another_country_is_refused() {
        Money won = new Money(1_850, "KRW");
        assertThat(refused(new Fare.Told(Fare.Basis.METER, won), List.of())).contains("fare/amount/currency", "USD");
        assertThat(refused(null, List.of(new Fare.Extra("toll", won)))).contains("extras/0/amount/currency", "USD");
    }

    @Test
    void there_is_an_end_of_extras() {
        right(null, Collections.nCopies(Fare.MAX_EXTRAS, toll(1)));
        assertThat(refused(null, Collections.nCopies(Fare.MAX_EXTRAS + 1, toll(1))))
                .contains("at most 10");
        assertThat(refused(null, List.of(toll(Long.MAX_VALUE), toll(Long.MAX_VALUE))))
                .contains("extras/0/amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TARIFF", "ESTIMATED"})
    void nobody_says_a_fare_of_the_tariffs(Fare.Basis basis) {
        assertThat(refused(told(basis, 1_850), List.of())).contains("fare/basis", "meter or agreed");
    }

    private static Fare.Told told(Fare.Basis basis, long cents) {
        return new Fare.Told(basis, Money.usd(cents));
    }

    private static Fare.Extra toll(long cents) {
        return new Fare.Extra("toll", Money.usd(cents));
    }

    private Fare right(Fare.@Nullable Told told, List<Fare.Extra> extras) {
        if (priced(told, extras) instanceof Priced.Right right) return right.fare();
        throw new AssertionError(priced(told, extras));
    }

    private String refused(Fare.@Nullable Told told, List<Fare.Extra> extras) {
        if (priced(told, extras) instanceof Priced.Refused refused) return refused.detail();
        throw new AssertionError(priced(told, extras));
    }

    private Priced priced(Fare.@Nullable Told told, List<Fare.Extra> extras) {
        return newYork.fare(EVENING, METERS, SECONDS, Fare.Basis.TARIFF, told, extras);
    }
}
