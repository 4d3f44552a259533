package io.tanda.contract.offenders;

import io.vertx.core.Vertx;

/** Breaks: the contract does no I/O. */
public record ConnectedId(Vertx vertx) {}
