package io.tanda.fares;

import io.tanda.contract.dispatch.Fare;

/**
 * An extra that a driver may add, and how much of it in all: minor units.
 *
 * @param kind {@code EXTRA} or {@code TOLL}
 * @param most whatever was driven, and {@code perKm} and {@code perMinute} more
 */
record Allowed(String code, Fare.Kind kind, long most, long perKm, long perMinute) {
    long most(Drive drive) {
        return most + perKm * drive.meters() / 1_000 + perMinute * drive.seconds() / 60;
    }
}
