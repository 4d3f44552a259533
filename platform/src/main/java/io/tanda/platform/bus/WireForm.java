package io.tanda.platform.bus;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How an address's requests and replies read on the wire. Written by the address's types and not by what is in hand: a member of a
 * sealed family says which it is only where its family is asked for.
 */
final class WireForm<C, R> {
    private final ObjectReader requests;
    private final ObjectWriter requestWriter;
    private final Class<R> replies;
    private final ObjectWriter replyWriter;

    WireForm(Address<C, R> address) {
        JavaType request = Wire.mapper().getTypeFactory().constructParametricType(Request.class, address.command());
        this.requests = Wire.mapper().readerFor(request);
        this.requestWriter = Wire.mapper().writerFor(request);
        this.replies = address.reply();
        this.replyWriter = Wire.mapper().writerFor(address.reply());
    }

    Envelope envelope(Request<C> request) {
        return Envelope.of(request, this::json);
    }

    /** A local asker takes the object, the wire takes its form. */
    Envelope envelope(Reply<?> reply) {
        return Envelope.of(reply, this::json);
    }

    private byte[] json(Request<C> request) {
        try {
            return requestWriter.writeValueAsBytes(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code {"done": ..., "replayed": false}} or {@code {"refused": "not_found", "detail": "..."}}, with {@code retryAfterSeconds} where known. */
    private byte[] json(Reply<?> reply) {
        ObjectNode form = Wire.mapper().createObjectNode();
        switch (reply) {
            case Reply.Done<?> done -> {
                form.putRawValue("done", new RawValue(text(done.value())));
                form.put("replayed", done.replayed());
            }
            case Reply.Refused<?> refused -> {
                form.put("refused", refused.refusal().wireName());
                form.put("detail", refused.detail());
                Integer retryAfterSeconds = refused.retryAfterSeconds();
                if (retryAfterSeconds != null) form.put("retryAfterSeconds", retryAfterSeconds);
            }
        }
        return Wire.encode(form);
    }

    private String text(Object value) {
        try {
            return replyWriter.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Request<C> request(byte[] json) {
        try {
            return requests.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply<R> reply(byte[] json) {
        try {
            JsonNode tree = Wire.mapper().readTree(json);
            if (tree.hasNonNull("refused"))
                return new Reply.Refused<>(
                        Refusal.of(tree.get("refused").asText()),
                        tree.path("detail").asText(),
                        tree.hasNonNull("retryAfterSeconds")
                                ? tree.get("retryAfterSeconds").asInt()
                                : null);
            R value = Wire.mapper().treeToValue(tree.get("done"), replies);
            return new Reply.Done<>(value, tree.path("replayed").asBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
