package io.tanda.simulator.offenders;

import io.tanda.platform.store.Store;

/** Breaks: the simulator is a stranger. */
public record Insider(Store store) {}
