package io.tanda.web.pages;

import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.uuid;

import io.tanda.contract.TokenRole;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.WireNames;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The request bodies of sessions: what the contract's schemas say, as code. A test compares the two. */
final class SessionBodies {
    private static final Map<String, TokenRole> ROLES = WireNames.of(TokenRole.values(), TokenRole::claim);

    private SessionBodies() {}

    /** @param id absent: somebody new */
    record Who(TokenRole role, Optional<UUID> id) {}

    /** {@code SignIn} */
    static Decoded<Who> who(Buffer body) {
        return Fields.read(body, fields -> {
            Field<TokenRole> role = fields.required("role", oneOf(ROLES));
            Field<UUID> id = fields.optional("id", uuid());
            return () -> new Who(role.get(), Optional.ofNullable(id.orNull()));
        });
    }
}
