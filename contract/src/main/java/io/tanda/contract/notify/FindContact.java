package io.tanda.contract.notify;

import java.util.UUID;

/** @param receiver a rider or a driver, who asks himself */
public record FindContact(UUID receiver) {}
