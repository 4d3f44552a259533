package io.tanda.message.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.MessageId;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;

/**
 * How texts and keys are sealed: AES-256 in GCM, with a nonce of 96 bits at random before what is sealed. A text is bound to its message and a
 * key to its conversation, so that neither opens in another's place. The master key is in the settings and in no database: a dump without it
 * opens nothing, and where a conversation's sealed key is gone, neither does a dump with it.
 */
@NullMarked
public final class Vault {
    public static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKeySpec master;
    private final SecureRandom random = new SecureRandom();

    /** @param master {@link #KEY_BYTES} bytes */
    public Vault(byte[] master) {
        if (master.length != KEY_BYTES)
            throw new IllegalArgumentException("the master key has " + KEY_BYTES + " bytes");
        this.master = key(master);
    }

    /** A new key of a conversation, in the clear. */
    byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    Buffer sealKey(UUID conversation, byte[] key) {
        return seal(master, conversation, key);
    }

    byte[] openKey(UUID conversation, Buffer sealed) {
        return open(master, conversation, sealed);
    }

    Buffer sealText(MessageId message, byte[] key, String text) {
        return seal(key(key), message.value(), text.getBytes(UTF_8));
    }

    String openText(MessageId message, byte[] key, Buffer sealed) {
        return new String(open(key(key), message.value(), sealed), UTF_8);
    }

    private Buffer seal(SecretKeySpec key, UUID of, byte[] what) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, of, what);
        return Buffer.buffer(nonce).appendBytes(sealed);
    }

    private static byte[] open(SecretKeySpec key, UUID of, Buffer sealed) {
        byte[] nonce = sealed.getBytes(0, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, key, nonce, of, sealed.getBytes(NONCE_BYTES, sealed.length()));
    }

    /** @throws IllegalStateException where it was sealed by another key, or for something else, or was changed */
    private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, UUID of, byte[] what) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(of.toString().getBytes(UTF_8));
            return cipher.doFinal(what);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it does not open: " + of, e);
        }
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }
}
