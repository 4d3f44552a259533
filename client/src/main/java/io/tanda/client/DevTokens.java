package io.tanda.client;

import io.tanda.contract.Role;
import io.tanda.contract.TokenRole;
import io.tanda.contract.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Mints the tokens that a sign-in would give (RFC 7519, ES256), with the development key that the server made at its start. */
public final class DevTokens {
    public static final String KEY_FILE = "jwt-private.pem";
    public static final String ISSUER = "tanda";
    public static final String AUDIENCE = "tanda-api";

    /** A working day: nobody signs in again within a demo. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    /** Always the same, so that lines in a README can name them. */
    public static final UUID RIDER = UUID.fromString("01900000-0000-7000-8000-000000000001");

    public static final UUID DRIVER = UUID.fromString("01900000-0000-7000-8000-000000000002");
    public static final UUID OPERATOR = UUID.fromString("01900000-0000-7000-8000-000000000003");

    private static final String HEADER = base64("{\"alg\":\"ES256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final PrivateKey key;

    private DevTokens(PrivateKey key) {
        this.key = key;
    }

    /**
     * Blocks.
     *
     * @param folder holds {@link #KEY_FILE}: PKCS #8, EC P-256
     * @throws IOException with the remedy when there is no such key
     */
    public static DevTokens load(Path folder) throws IOException {
        Path file = folder.resolve(KEY_FILE);
        if (!Files.isReadable(file))
            throw new IOException("There is no development key " + file
                    + ": start the server once (./tanda up), or set TANDA_KEYS_DIR to the folder of its keys");
        return ofPem(Files.readString(file));
    }

    /** @throws IllegalArgumentException when the text is no EC private key in PKCS #8 */
    public static DevTokens ofPem(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return new DevTokens(KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an EC private key in PKCS #8", e);
        }
    }

    public String rider(UUID id) {
        return mint(Role.RIDER, id);
    }

    public String driver(UUID id) {
        return mint(Role.DRIVER, id);
    }

    public String operator(UUID id) {
        return mint(Role.OPERATOR, id);
    }

    /** A token of {@link #LIFETIME} from now; an operator may all that happens at the desk. */
    public String mint(Role role, UUID subject) {
        return mint(role, subject, Instant.now().plus(LIFETIME));
    }

    /** A token of {@link #LIFETIME} from now. */
    public String mint(TokenRole role, UUID subject) {
        return mint(role.claim(), subject, Instant.now().plus(LIFETIME));
    }

    private record Claims(String iss, String aud, UUID sub, String role, long iat, long exp) {}

    public String mint(Role role, UUID subject, Instant expires) {
        return mint(role.name().toLowerCase(Locale.ROOT), subject, expires);
    }

    private String mint(String role, UUID subject, Instant expires) {
        Claims claims =
                new Claims(ISSUER, AUDIENCE, subject, role, Instant.now().getEpochSecond(), expires.getEpochSecond());
        String signed = HEADER + "." + base64(Wire.encode(claims));
        try {
            // RFC 7518, 3.4: r and s side by side, not DER.
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot sign with ES256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
