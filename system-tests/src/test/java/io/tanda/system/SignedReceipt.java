package io.tanda.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Wire;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

/** How somebody verifies a receipt who has no library of ours: RFC 7515 and RFC 7518 with the JDK. */
final class SignedReceipt {
    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    private SignedReceipt() {}

    /** @param keys the published JWK Set */
    static boolean verifies(String jws, JsonNode keys) {
        String[] parts = jws.split("\\.");
        JsonNode header = Wire.decode(new String(BASE64.decode(parts[0]), US_ASCII), JsonNode.class);
        if (!header.path("alg").asText().equals("ES256")) return false;
        for (JsonNode key : keys.path("keys"))
            if (key.path("kid").equals(header.path("kid"))) return verifies(parts, key);
        return false;
    }

    private static boolean verifies(String[] parts, JsonNode key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(publicKey(key));
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            return signature.verify(BASE64.decode(parts[2]));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
        AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
        p256.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, p256.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, BASE64.decode(key.path(name).asText()));
    }
}
