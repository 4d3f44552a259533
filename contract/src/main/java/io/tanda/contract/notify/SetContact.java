package io.tanda.contract.notify;

import java.util.UUID;

/** All of it is replaced: what is left out is taken away. @param receiver a rider or a driver, who asks himself */
public record SetContact(UUID receiver, Contact contact) {}
