package io.tanda.platform.bus;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an address's requests and replies read on the wire. */
final class WireForm<C, R> {
    private final ObjectReader requests;
    private final Class<R> replies;

    WireForm(Address<C, R> address) {
        JavaType request = Wire.mapper().getTypeFactory().constructParametricType(Request.class, address.command());
        this.requests = Wire.mapper().readerFor(request);
        this.replies = address.reply();
    }

    Request<C> request(byte[] json) {
        try {
            return requests.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code {"done": ..., "replayed": false}} or {@code {"refused": "not_found", "detail": "..."}}. */
    static Map<String, Object> form(Reply<?> reply) {
        Map<String, Object> form = new LinkedHashMap<>();
        switch (reply) {
            case Reply.Done<?> done -> {
                form.put("done", done.value());
                form.put("replayed", done.replayed());
            }
            case Reply.Refused<?> refused -> {
                form.put("refused", refused.refusal());
                form.put("detail", refused.detail());
            }
        }
        return form;
    }

    Reply<R> reply(byte[] json) {
        try {
            JsonNode tree = Wire.mapper().readTree(json);
            if (tree.hasNonNull("refused"))
                return Reply.refused(
                        Refusal.of(tree.get("refused").asText()),
                        tree.path("detail").asText());
            R value = Wire.mapper().treeToValue(tree.get("done"), replies);
            return new Reply.Done<>(value, tree.path("replayed").asBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
