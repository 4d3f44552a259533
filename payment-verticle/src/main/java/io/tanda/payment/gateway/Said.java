package io.tanda.payment.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the gateway said about one key: yes with a reference, no with a reason, or nothing that can be kept. */
sealed interface Said {
    Logger log = LoggerFactory.getLogger(Said.class);
    /** As the columns keep them. */
    int CODE_MAX_CHARACTERS = 64;

    int REFERENCE_MAX_CHARACTERS = 128;

    record Done(String reference) implements Said {}

    record Refused(String code) implements Said {}

    /** Neither yes nor no: a person must look, and the same key is asked again meanwhile. */
    record Nothing(String why) implements Said {}

    /** @param yes as this operation's status says it @param no likewise */
    static Said in(HttpResponse<Buffer> response, String yes, String no, String key) {
        int status = response.statusCode();
        if (status == 200 || status == 201 || status == 402) {
            JsonObject json = response.bodyAsJsonObject();
            String said = json.getString("status");
            if (yes.equals(said)) return done(key, yes, json.getValue("id"));
            if (no.equals(said)) return new Refused(code(json, no));
        }
        log.error("ALERT the gateway answered {} for {}", status, key);
        return new Nothing("HTTP " + status);
    }

    private static Said done(String key, String yes, @Nullable Object id) {
        if (id instanceof String reference && !reference.isBlank() && reference.length() <= REFERENCE_MAX_CHARACTERS)
            return new Done(reference);
        log.error(
                "ALERT the gateway {} {} and gave no reference of 1 to {} characters",
                yes,
                key,
                REFERENCE_MAX_CHARACTERS);
        return new Nothing(yes + " without a reference that can be kept");
    }

    private static String code(JsonObject json, String no) {
        String code = json.getString("code", no);
        return code.length() <= CODE_MAX_CHARACTERS ? code : code.substring(0, CODE_MAX_CHARACTERS);
    }
}
