package io.tanda.web.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import io.tanda.platform.ops.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What receipts are signed with.
 *
 * @param file absent: nothing is signed
 * @param keys as they were read at start
 */
public record ReceiptConfig(@Nullable Path file, ReceiptKeys keys) {
    private static final String NAMED = "receipts.jwks (TANDA_RECEIPTS_JWKS) is ";
    private static final Logger log = LoggerFactory.getLogger(ReceiptConfig.class);

    /**
     * Blocks: keys are read and may be made.
     *
     * @param tokenKeys what callers' tokens are checked with: who can sign a receipt must not be able to be anybody
     * @throws IllegalStateException naming everything that is wrong
     */
    public static ReceiptConfig of(Settings settings, JWKSet tokenKeys) {
        boolean production =
                !settings.text("profile", "production", "dev or production").equals("dev");
        String where = settings.text(
                "receipts.jwks", "", "a file with a JWK Set: the private key that signs receipts, and older ones");
        Path file = where.isEmpty() ? production ? null : made(settings) : Path.of(where);
        ReceiptKeys keys = file == null ? ReceiptKeys.none() : read(settings, file);
        check(settings, file, keys, tokenKeys, production);
        settings.check();
        if (file == null && production) log.warn("receipts are not signed: receipts.jwks names no keys");
        return new ReceiptConfig(file, keys);
    }

    /** In development beside the keys of tokens, where there is a folder for them. */
    private static @Nullable Path made(Settings settings) {
        String folder = settings.text("keys.dir", "", "a folder");
        if (folder.isEmpty()) return null;
        Path file = Path.of(folder).resolve(ReceiptKeys.FILE);
        try {
            ReceiptKeys.ensure(file);
            return file;
        } catch (IOException e) {
            log.warn("receipts are not signed: no key can be made in {}: {}", folder, e.toString());
            return null;
        }
    }

    private static ReceiptKeys read(Settings settings, Path file) {
        try {
            return ReceiptKeys.read(file);
        } catch (IOException e) {
            settings.problem(NAMED + file + ", which must be a JWK Set with a private P-256 key: " + e.getMessage());
            return ReceiptKeys.none();
        }
    }

    private static void check(
            Settings settings, @Nullable Path file, ReceiptKeys keys, JWKSet tokenKeys, boolean production) {
        try {
            if (keys.shareOneWith(tokenKeys))
                settings.problem(NAMED + file + ", which holds a key of the callers' tokens: it needs keys of its own");
        } catch (JOSEException e) {
            settings.problem(NAMED + file + ", whose keys cannot be compared with those of tokens: " + e.getMessage());
        }
        if (production && keys.areForDevelopment())
            settings.problem(NAMED + file + ", which holds development keys: production needs keys of its own");
    }

    /** As they are now. Blocks. @throws IOException when they cannot be read */
    public ReceiptKeys read() throws IOException {
        return file == null || !Files.exists(file) ? keys : ReceiptKeys.read(file);
    }
}
