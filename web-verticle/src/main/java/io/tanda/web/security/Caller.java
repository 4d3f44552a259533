package io.tanda.web.security;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose valid token came with a request. @param expiresAt real time; a stream does not outlive it */
public record Caller(Role role, UUID id, Instant expiresAt) {
    public Actor actor() {
        return new Actor(role, id);
    }

    public DriverId driver() {
        return new DriverId(id);
    }

    public RiderId rider() {
        return new RiderId(id);
    }

    /** The rider whose things are asked for; absent for an operator, who may see everybody's. */
    public @Nullable RiderId riderUnlessOperator() {
        return role == Role.OPERATOR ? null : rider();
    }
}
