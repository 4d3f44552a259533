package io.tanda.pods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is different on one machine from what the manifests say, for development.
 *
 * @param publicKey of whoever signs the tokens
 * @param clock the file with the domain clock's anchor; without it the clock is real time's
 * @param more settings
 */
public record Machine(
        String mysqlUrl,
        String kafkaBootstrap,
        String gatewayUrl,
        Path publicKey,
        Optional<Path> clock,
        Map<String, String> more) {
    /** Where the manifests mount the Secret. */
    static final String SECRETS = "/etc/tanda/secrets";

    private static final String CLOCK = "clock.properties";

    private static final int MESSAGE_KEY_BYTES = 32;

    /** Seven JVMs that compile all they can would for minutes do little else on two cores. */
    private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=1";

    /** For the ConfigMap; an empty one takes the manifests' away. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("TANDA_PROFILE", "dev");
        settings.put("TANDA_TOKENS_JWKS", "");
        settings.put("TANDA_KEYS_DIR", SECRETS);
        settings.put("TANDA_KAFKA_BOOTSTRAP", kafkaBootstrap);
        settings.put("TANDA_KAFKA_REPLICATION", "1");
        settings.put("TANDA_GATEWAY_URL", gatewayUrl);
        settings.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
        if (clock.isPresent()) settings.put("TANDA_CLOCK_FILE", SECRETS + "/" + CLOCK);
        return settings;
    }

    /** Files of the Secret, by name. */
    Map<String, String> secrets() throws IOException {
        Map<String, String> secrets = new HashMap<>();
        secrets.put("TANDA_MYSQL_URL", mysqlUrl);
        secrets.put(publicKey.getFileName().toString(), Files.readString(publicKey));
        secrets.put("TANDA_MESSAGE_KEY", messageKey());
        if (clock.isPresent()) secrets.put(CLOCK, Files.readString(clock.get()));
        return secrets;
    }

    /** As a process for development makes it beside the other keys: whoever comes first. */
    private String messageKey() throws IOException {
        Path file = publicKey.resolveSibling("message.key");
        if (!Files.exists(file)) {
            byte[] key = new byte[MESSAGE_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(key));
        }
        return Files.readString(file);
    }
}
