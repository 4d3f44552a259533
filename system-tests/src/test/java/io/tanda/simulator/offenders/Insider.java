package io.tanda.simulator.offenders;

import io.tanda.platform.store.Store;

/** Breaks: who looks from outside is a stranger. */
public record Insider(Store store) {}
