package io.tanda.web.security;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TokenRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose valid token came with a request. @param as the token's role @param issuedAt real time; long ago where
 * the token does not say @param expiresAt real time; a stream does not outlive it */
public record Caller(TokenRole as, UUID id, Instant issuedAt, Instant expiresAt) {
    /** As what he acts. */
    public Role role() {
        return as.actsAs();
    }

    public Actor actor() {
        return new Actor(role(), id);
    }

    public DriverId driver() {
        return new DriverId(id);
    }

    public RiderId rider() {
        return new RiderId(id);
    }

    /** The rider whose things are asked for; absent for an operator, who may see everybody's. */
    public @Nullable RiderId riderUnlessOperator() {
        return role() == Role.OPERATOR ? null : rider();
    }
}
