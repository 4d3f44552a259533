package io.tanda.contract;

import java.util.Locale;
import java.util.Optional;

/** The {@code role} claim of a token: which operations it opens. At the desk each acts as {@link Role#OPERATOR}. */
public enum TokenRole {
    RIDER(Role.RIDER),
    DRIVER(Role.DRIVER),
    /** Calls, rides and duty. */
    DISPATCHER(Role.OPERATOR),
    /** What is paid, owed and forgiven. */
    FINANCE(Role.OPERATOR),
    /** All that happens at the desk: also the fleet, tokens, and what the others did. */
    ADMIN(Role.OPERATOR);

    /** The name that admins' tokens had before there were others at the desk; it is good for ever. */
    private static final String OPERATOR = "operator";

    private final Role actsAs;

    TokenRole(Role actsAs) {
        this.actsAs = actsAs;
    }

    public Role actsAs() {
        return actsAs;
    }

    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty for a name that is none of ours */
    public static Optional<TokenRole> ofClaim(String name) {
        if (name.equals(OPERATOR)) return Optional.of(ADMIN);
        for (TokenRole role : values()) if (role.claim().equals(name)) return Optional.of(role);
        return Optional.empty();
    }
}
