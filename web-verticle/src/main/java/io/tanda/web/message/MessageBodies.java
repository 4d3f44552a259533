package io.tanda.web.message;

import static io.tanda.web.json.Fields.object;
import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.uuid;

import io.tanda.contract.Actor;
import io.tanda.contract.MessageId;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Act;
import io.tanda.contract.message.EraseConversations;
import io.tanda.contract.message.SendMessage;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.UUID;

/** Messages' request bodies: what the contract's schemas say, as code. A test compares the two. */
final class MessageBodies {
    private static final Map<String, Role> ROLES = Map.of("rider", Role.RIDER, "driver", Role.DRIVER);
    private static final Kind<Actor> PERSON = object(fields -> {
        Field<Role> role = fields.required("role", oneOf(ROLES));
        Field<UUID> id = fields.required("id", uuid());
        return () -> new Actor(role.get(), id.get());
    });

    private MessageBodies() {}

    /** {@code NewMessage}: about a ride, or to somebody. */
    static Decoded<SendMessage> message(Buffer body, MessageId id, Actor from) {
        return Fields.read(body, fields -> {
            Field<UUID> ride = fields.optional("ride", uuid());
            Field<Actor> to = fields.optional("to", PERSON);
            Field<String> text = fields.required("text", text(1, SendMessage.TEXT_MAX_CHARACTERS));
            return () -> {
                UUID about = ride.orNull();
                return new SendMessage(id, from, about == null ? null : new RideId(about), to.orNull(), text.get());
            };
        });
    }

    /** {@code Reasoned} */
    static Decoded<EraseConversations> erasure(Buffer body, UUID person) {
        return Fields.read(body, fields -> {
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            return () -> new EraseConversations(person, reason.get());
        });
    }
}
