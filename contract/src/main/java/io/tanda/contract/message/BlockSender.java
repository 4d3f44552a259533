package io.tanda.contract.message;

import java.util.UUID;

/**
 * What a sender writes comes no more, or comes again; what he is told is that it was refused. The company cannot be blocked: it writes by account.
 *
 * @param owner who does not want to hear from him
 */
public record BlockSender(UUID owner, UUID sender, boolean blocked) {
    /** As it is now. */
    public record Done(UUID sender, boolean blocked) {}
}
