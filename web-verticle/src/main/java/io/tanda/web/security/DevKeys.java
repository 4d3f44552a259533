package io.tanda.web.security;

import io.tanda.contract.Role;
import io.tanda.contract.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Keys and tokens for development. The folder is the interface, so that other programs mint tokens without this class:
 *
 * <pre>
 *   jwt-private.pem   P-256 private key, PKCS #8 in PEM, mode 0600. In development only: a server needs no private key
 *   jwt-public.pem    its public key, X.509 SubjectPublicKeyInfo in PEM; the text before BEGIN marks it as a development key
 * </pre>
 *
 * A token is a JWT signed with ES256: {@code iss=tanda, aud=tanda-api, sub=UUID, role=rider|driver|operator, iat, exp}.
 */
public final class DevKeys {
    /** Java's name of ES256 with the signature in JWS form (r and s, 32 bytes each). */
    static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    public static final String PRIVATE_FILE = "jwt-private.pem";
    public static final String PUBLIC_FILE = "jwt-public.pem";
    static final String MARKER = "Tanda development key: refused in production";

    private static final int PEM_LINE_CHARACTERS = 64;

    private final Path folder;

    public DevKeys(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the keys where they are missing. Several processes may do so at once: the private key's file decides whose are taken.
     *
     * @return whether they were made now
     */
    public boolean ensure() throws IOException {
        Path privateFile = folder.resolve(PRIVATE_FILE);
        Path publicFile = folder.resolve(PUBLIC_FILE);
        if (Files.exists(publicFile)) return false;
        Files.createDirectories(folder);
        KeyPair pair = generate();
        Path privateDraft = Files.createTempFile(
                folder,
                PRIVATE_FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Path publicDraft = Files.createTempFile(folder, PUBLIC_FILE, ".new");
        try {
            Files.writeString(privateDraft, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(
                    publicDraft,
                    MARKER + "\n" + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            try {
                // A link, unlike a move, never replaces what another process has put there meanwhile.
                Files.createLink(privateFile, privateDraft);
            } catch (FileAlreadyExistsException e) {
                if (appears(publicFile)) return false;
                // Somebody ended between the two files: nobody can have used that key yet.
                Files.move(privateDraft, privateFile, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(publicDraft, publicFile, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(privateDraft);
            Files.deleteIfExists(publicDraft);
        }
    }

    /** Whether the process that was first writes its second file: it takes milliseconds. */
    private static boolean appears(Path file) {
        long giveUpNanos = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < giveUpNanos) {
            if (Files.exists(file)) return true;
            Thread.onSpinWait();
        }
        return false;
    }

    /** @throws IOException when it is missing or no P-256 key */
    public PublicKey publicKey() throws IOException {
        byte[] encoded = decode(Files.readString(folder.resolve(PUBLIC_FILE)), "PUBLIC KEY");
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException(folder.resolve(PUBLIC_FILE) + " holds no EC public key", e);
        }
    }

    public boolean areForDevelopment() throws IOException {
        return Files.readString(folder.resolve(PUBLIC_FILE)).contains(MARKER);
    }

    public boolean holdPrivateKey() {
        return Files.exists(folder.resolve(PRIVATE_FILE));
    }

    /** A token for development and tests. */
    public String mint(Role role, UUID subject, Instant now, Duration validFor) throws IOException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", Tokens.ISSUER);
        claims.put("aud", Tokens.AUDIENCE);
        claims.put("sub", subject.toString());
        claims.put("role", role.name().toLowerCase(Locale.ROOT));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(validFor).getEpochSecond());
        return sign(claims);
    }

    /** Signs any claims, also wrong ones. */
    public String sign(Map<String, Object> claims) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "ES256");
        header.put("typ", "at+jwt");
        String signed = base64(Wire.encode(header)) + "." + base64(Wire.encode(claims));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot sign with " + folder.resolve(PRIVATE_FILE), e);
        }
    }

    private PrivateKey privateKey() throws IOException {
        byte[] encoded = decode(Files.readString(folder.resolve(PRIVATE_FILE)), "PRIVATE KEY");
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException(folder.resolve(PRIVATE_FILE) + " holds no EC private key", e);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem(String kind, byte[] encoded) {
        Base64.Encoder lines = Base64.getMimeEncoder(PEM_LINE_CHARACTERS, new byte[] {'\n'});
        return "-----BEGIN " + kind + "-----\n" + lines.encodeToString(encoded) + "\n-----END " + kind + "-----\n";
    }

    private static byte[] decode(String pem, String kind) throws IOException {
        String begin = "-----BEGIN " + kind + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + kind + "-----");
        if (from < 0 || to < from) throw new IOException("no " + kind + " in PEM form");
        try {
            return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new IOException("the " + kind + " is not base64", e);
        }
    }
}
