package io.tanda.web.http;

import io.tanda.contract.CommandId;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07): the same key of the same caller at the same address is the same
 * command. The key itself is not kept.
 */
final class IdempotencyKey {
    static final int MAX_CHARACTERS = 255;
    static final String EXPECTED = "must be 1 to " + MAX_CHARACTERS + " visible ASCII characters";

    private IdempotencyKey() {}

    static boolean isValid(String key) {
        if (key.isEmpty() || key.length() > MAX_CHARACTERS) return false;
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) > '~') return false;
        }
        return true;
    }

    /** @param path with the ids in it: a key used on two rides is two commands */
    static CommandId command(UUID caller, String method, String path, String key) {
        MessageDigest digest = sha256();
        digest.update(caller.toString().getBytes(StandardCharsets.US_ASCII));
        // None of the parts can hold a line break, so that no two lists of parts read the same.
        digest.update(('\n' + method + '\n' + path + '\n' + key).getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        // Version 8 (RFC 9562): a UUID whose bits are one's own.
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new CommandId(new UUID(high, low));
    }

    static String fingerprint(Buffer body) {
        return HexFormat.of().formatHex(sha256().digest(body.getBytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
