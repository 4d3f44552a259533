package io.tanda.web.pages;

import static io.tanda.web.json.Fields.object;
import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.uuid;

import io.tanda.contract.TokenRole;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import io.tanda.web.json.WireNames;
import io.tanda.web.security.IdentityProvider;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The request bodies of sessions: what the contract's schemas say, as code. A test compares the two. */
final class SessionBodies {
    private static final Map<String, TokenRole> ROLES = WireNames.of(TokenRole.values(), TokenRole::claim);

    /** An address holds no more with all the rest of it. */
    private static final int MOST_CODE_CHARACTERS = 2_000;

    /**
     * @param id absent: somebody new
     * @param back absent: it begins
     */
    record Who(TokenRole role, Optional<UUID> id, Optional<Back> back) {}

    /** What an identity provider sends back with somebody. */
    record Back(String code, String state) {}

    private static final Kind<Back> BACK = object(fields -> {
        Field<String> code = fields.required("code", text(1, MOST_CODE_CHARACTERS));
        Field<String> state = fields.required("state", text(1, IdentityProvider.SECRET_CHARACTERS));
        return () -> new Back(code.get(), state.get());
    });

    private SessionBodies() {}

    /** {@code SignIn} */
    static Decoded<Who> who(Buffer body) {
        return Fields.read(body, fields -> {
            Field<TokenRole> role = fields.required("role", oneOf(ROLES));
            Field<UUID> id = fields.optional("id", uuid());
            Field<Back> back = fields.optional("back", BACK);
            return () -> new Who(role.get(), Optional.ofNullable(id.orNull()), Optional.ofNullable(back.orNull()));
        });
    }
}
