package io.tanda.web.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import io.tanda.contract.Wire;
import io.tanda.contract.history.Receipt;
import io.tanda.web.security.Tokens;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs receipts: a JWT of the type {@code receipt+jwt} (RFC 8725, 3.11, so that nothing takes it for a token), signed with ES256. Claims:
 * {@code iss}, {@code sub} (the ride), {@code iat} and {@code receipt}.
 */
public final class ReceiptSigner {
    static final JOSEObjectType TYPE = new JOSEObjectType("receipt+jwt");

    private static final Logger log = LoggerFactory.getLogger(ReceiptSigner.class);

    /** @param iat real time, in seconds */
    private record Claims(String iss, String sub, long iat, Receipt receipt) {}

    private volatile ReceiptKeys keys;
    private volatile Buffer published;

    public ReceiptSigner(ReceiptKeys keys) {
        this.keys = keys;
        published = Buffer.buffer(keys.published().toString());
    }

    /** From now on these are published, and the first of them signs. */
    public void use(ReceiptKeys read) {
        if (read.equals(keys)) return;
        log.info("receipts are signed with the first of {} from now on", read);
        published = Buffer.buffer(read.published().toString());
        keys = read;
    }

    /** Those that are known go on. */
    public void keepUsing(Throwable failure) {
        log.warn("the keys of receipts could not be read again: {}", failure.getMessage());
    }

    /** The public JWK Set. */
    Buffer published() {
        return published;
    }

    /** @param now real time @return the compact form (RFC 7515, 7.1); absent where there is no key */
    @Nullable
    String sign(Receipt receipt, Instant now) {
        ECKey key = keys.signing().orElse(null);
        if (key == null) return null;
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        Claims claims = new Claims(Tokens.ISSUER, receipt.ride().toString(), now.getEpochSecond(), receipt);
        JWSObject signed = new JWSObject(header, new Payload(Wire.encodeText(claims)));
        try {
            signed.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a P-256 key signs with ES256", e);
        }
        return signed.serialize();
    }
}
