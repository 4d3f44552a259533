package io.tanda.web.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.tanda.contract.Role;
import io.tanda.contract.TokenRole;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
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
    public static final String PRIVATE_FILE = "jwt-private.pem";
    public static final String PUBLIC_FILE = "jwt-public.pem";
    static final String MARKER = "Tanda development key: refused in production";

    private static final int PEM_LINE_CHARACTERS = 64;

    private final Path folder;

    public DevKeys(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
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
    public ECPublicKey publicKey() throws IOException {
        byte[] encoded = decode(Files.readString(folder.resolve(PUBLIC_FILE)), "PUBLIC KEY");
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams())))
                return ec;
            throw new IOException(folder.resolve(PUBLIC_FILE) + " is on another curve");
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
        return mint(role.name().toLowerCase(Locale.ROOT), subject, now, validFor);
    }

    public String mint(TokenRole role, UUID subject, Instant now, Duration validFor) throws IOException {
        return mint(role.claim(), subject, now, validFor);
    }

    private String mint(String role, UUID subject, Instant now, Duration validFor) throws IOException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", Tokens.ISSUER);
        claims.put("aud", Tokens.AUDIENCE);
        claims.put("sub", subject.toString());
        claims.put("role", role);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(validFor).getEpochSecond());
        return sign(claims);
    }

    /** Signs any claims, also wrong ones. */
    public String sign(Map<String, Object> claims) throws IOException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .build();
        JWSObject token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(new ECDSASigner(privateKey(), Curve.P_256));
        } catch (JOSEException e) {
            throw new IOException("cannot sign with " + folder.resolve(PRIVATE_FILE), e);
        }
        return token.serialize();
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
            return new ECKeyGenerator(Curve.P_256).generate().toKeyPair();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
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
