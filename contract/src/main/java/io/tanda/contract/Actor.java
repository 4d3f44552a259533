package io.tanda.contract;

import java.util.UUID;

/** Who gave a command: logged with every transition. The id is the token's subject; for {@link Role#SYSTEM} it is the nil UUID. */
public record Actor(Role role, UUID id) {
    public static final Actor SYSTEM = new Actor(Role.SYSTEM, new UUID(0, 0));
}
