package io.tanda.web.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The keys of receipts: a JWK Set (RFC 7517) of P-256 keys, each with a {@code kid} or named by its thumbprint (RFC 7638). The first that has
 * its private part signs; all are published without theirs. So a key is exchanged by putting the next one behind, then before it, and
 * by leaving the old one's public part for as long as its receipts are to be verified.
 */
public record ReceiptKeys(List<ECKey> all) {
    /** In the folder of development keys. */
    public static final String FILE = "receipt-keys.json";
    /** Some decades of yearly keys: a limit on what everybody may fetch. */
    static final int MAX_KEYS = 64;

    /** So that production tells them from its own. */
    static final String DEVELOPMENT = "development-";

    private static final ReceiptKeys NONE = new ReceiptKeys(List.of());

    public ReceiptKeys {
        all = List.copyOf(all);
    }

    /** Nothing is signed. */
    public static ReceiptKeys none() {
        return NONE;
    }

    /** Blocks. @throws IOException when it cannot be read, holds another kind of key, or none that can sign */
    static ReceiptKeys read(Path file) throws IOException {
        try {
            List<ECKey> keys = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (JWK key : JWKSet.load(file.toFile()).getKeys()) {
                if (!(key instanceof ECKey ec) || !ec.getCurve().equals(Curve.P_256))
                    throw new IOException("it must hold P-256 keys only");
                ECKey named = named(ec);
                if (!names.add(named.getKeyID())) throw new IOException("it names two keys " + named.getKeyID());
                keys.add(named);
            }
            if (keys.size() > MAX_KEYS) throw new IOException("it must hold at most " + MAX_KEYS + " keys");
            ReceiptKeys read = new ReceiptKeys(keys);
            if (read.signing().isEmpty()) throw new IOException("it must hold a private key to sign with");
            return read;
        } catch (ParseException | JOSEException e) {
            throw new IOException("no JWK Set", e);
        }
    }

    private static ECKey named(ECKey key) throws JOSEException {
        String name = key.getKeyID() == null ? key.computeThumbprint().toString() : key.getKeyID();
        return new ECKey.Builder(key)
                .keyID(name)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }

    /** Makes them where they are missing, for their owner only. Several processes may do so at once: the first one's are taken. Blocks. */
    static void ensure(Path file) throws IOException {
        if (Files.exists(file)) return;
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder,
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(DEVELOPMENT + UUID.randomUUID())
                    .generate();
            Files.writeString(draft, new JWKSet(key).toString(false));
            // A link, unlike a move, never replaces what another process has put there meanwhile.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first.
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    Optional<ECKey> signing() {
        return all.stream().filter(ECKey::isPrivate).findFirst();
    }

    boolean areForDevelopment() {
        return all.stream().anyMatch(key -> key.getKeyID().startsWith(DEVELOPMENT));
    }

    /** Whether one of them is among the others, whatever their names. */
    boolean shareOneWith(JWKSet others) throws JOSEException {
        Set<Base64URL> prints = new HashSet<>();
        for (JWK other : others.getKeys()) prints.add(other.computeThumbprint());
        for (ECKey key : all) if (prints.contains(key.computeThumbprint())) return true;
        return false;
    }

    /** What everybody may have. */
    JWKSet published() {
        return new JWKSet(all.stream().<JWK>map(ECKey::toPublicJWK).toList());
    }

    /** Never what is in them. */
    @Override
    public String toString() {
        return all.stream().map(ECKey::getKeyID).toList().toString();
    }
}
