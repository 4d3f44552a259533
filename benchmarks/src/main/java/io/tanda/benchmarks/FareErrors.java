package io.tanda.benchmarks;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.tanda.fares.Priced;
import io.tanda.fares.Tariff;
import io.tanda.fares.Tariffs;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How far fares by a tariff are from those that were paid.
 *
 * @param cents of each ride, by the tariff less by the meter, in ascending order
 * @param shares of the metered fare that the error has, without a sign, in ascending order
 * @param estimated rides whose places are known and 300 m to 50 km apart: what estimates are tried on
 * @param inRange of them: the ride cost what is within the estimate's range
 * @param refusedMeters rides whose metered fare would be refused at the drop-off
 * @param withTolls rides that had tolls, and {@code refusedTolls} those whose tolls would be refused
 */
record FareErrors(
        List<Long> cents,
        List<Double> shares,
        long estimated,
        long inRange,
        long refusedMeters,
        long withTolls,
        long refusedTolls) {
    private static final Set<Fare.Kind> METERED = EnumSet.of(Fare.Kind.BASE, Fare.Kind.DISTANCE, Fare.Kind.TIME);
    private static final double SHORT_METERS = 300;
    private static final double LONG_METERS = 50_000;

    static FareErrors of(List<RealFare> fares, Tariffs tariffs, EtaEstimator eta) {
        List<RealFare> estimable =
                fares.stream().filter(FareErrors::isEstimable).toList();
        return new FareErrors(
                fares.stream().map(real -> error(real, tariffs)).sorted().toList(),
                fares.stream()
                        .map(real -> Math.abs(error(real, tariffs)) / (double) real.metered())
                        .sorted()
                        .toList(),
                estimable.size(),
                estimable.stream().filter(real -> isInRange(real, tariffs, eta)).count(),
                fares.stream().filter(real -> isRefused(real, tariffs, false)).count(),
                fares.stream().filter(real -> real.tolls() > 0).count(),
                fares.stream().filter(real -> isRefused(real, tariffs, true)).count());
    }

    private static long error(RealFare real, Tariffs tariffs) {
        Fare fare = tariffs.at(real.at()).fare(real.at(), real.meters(), real.seconds(), Fare.Basis.TARIFF);
        return fare.lines().stream()
                        .filter(line -> METERED.contains(line.kind()))
                        .mapToLong(Fare.Line::minorUnits)
                        .sum()
                - real.metered();
    }

    private static boolean isEstimable(RealFare real) {
        if (real.pickup() == null || real.dropoff() == null) return false;
        double straight = real.pickup().metersTo(real.dropoff());
        return straight >= SHORT_METERS && straight <= LONG_METERS;
    }

    private static boolean isInRange(RealFare real, Tariffs tariffs, EtaEstimator eta) {
        if (real.pickup() == null || real.dropoff() == null) throw new IllegalStateException("no place: " + real);
        Tariffs.Range range = tariffs.range(
                real.at(),
                eta.metersBetween(real.pickup(), real.dropoff()),
                eta.secondsBetween(real.pickup(), real.dropoff()));
        long paid = real.metered() + real.onTop();
        return paid >= range.least().minorUnits() && paid <= range.most().minorUnits();
    }

    /** @param tolls whether the tolls are told, or the meter */
    private static boolean isRefused(RealFare real, Tariffs tariffs, boolean tolls) {
        Tariff tariff = tariffs.at(real.at());
        Fare.Told meter = new Fare.Told(Fare.Basis.METER, new Money(real.metered(), tariff.currency()));
        Fare.Extra toll = new Fare.Extra("toll", new Money(real.tolls(), tariff.currency()));
        return tariff.fare(
                        real.at(),
                        real.meters(),
                        real.seconds(),
                        Fare.Basis.TARIFF,
                        tolls ? null : meter,
                        tolls ? List.of(toll) : List.of())
                instanceof Priced.Refused;
    }

    double bias() {
        return cents.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    /** The size of the error that so many percent of the rides do not exceed. */
    long centsOf(int percent) {
        return cents.stream().map(Math::abs).sorted().toList().get(rank(percent, cents.size()));
    }

    double shareOf(int percent) {
        return shares.get(rank(percent, shares.size()));
    }

    /** Nearest rank. */
    private static int rank(int percent, int of) {
        return Math.max(0, (int) Math.ceil(percent / 100.0 * of) - 1);
    }
}
