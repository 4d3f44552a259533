package io.tanda.simulator.city.offenders;

import io.tanda.invariants.Snapshot;

/** Breaks: the city knows only the API. */
public record Clairvoyant(Snapshot snapshot) {}
