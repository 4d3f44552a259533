package io.tanda.web;

import io.tanda.platform.ops.Settings;
import io.tanda.web.security.DevKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * @param host the address to listen on
 * @param port 0 = any free one
 * @param tokenKey who signs the callers' tokens
 * @param corsOrigins web pages that may call, such as {@code https://app.example.org}; none by default
 */
public record WebConfig(String host, int port, PublicKey tokenKey, Set<String> corsOrigins) {
    private static final Logger LOG = LoggerFactory.getLogger(WebConfig.class);

    /** @throws IllegalStateException naming everything that is wrong */
    public static WebConfig of(Settings settings) {
        String host = settings.text("http.host", "127.0.0.1", "an address of this machine");
        int port = settings.number("http.port", 8080, 0, 65_535);
        boolean production =
                !settings.text("profile", "production", "dev or production").equals("dev");
        String keysDir = settings.text("keys.dir", null, "the folder with " + DevKeys.PUBLIC_FILE);
        Set<String> origins = Stream.of(settings.text("cors.origins", "", "origins, parted by commas")
                        .split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        for (String origin : origins) {
            if (!origin.matches("https?://[a-zA-Z0-9.:\\[\\]-]+"))
                settings.problem("cors.origins (TANDA_CORS_ORIGINS) holds \"" + origin
                        + "\", which is no origin: scheme://host[:port], and no *");
        }
        PublicKey key = keysDir.isEmpty() ? null : key(settings, new DevKeys(Path.of(keysDir)), production, keysDir);
        settings.check();
        if (key == null) throw new IllegalStateException("configuration: no key to check tokens with");
        return new WebConfig(host, port, key, origins);
    }

    private static @Nullable PublicKey key(Settings settings, DevKeys keys, boolean production, String folder) {
        try {
            if (production) {
                refuseDevelopmentKeys(settings, keys, folder);
            } else if (keys.ensure()) {
                LOG.warn(
                        "development keys were made in {}: whoever can read {} can be anybody. Never use them in production",
                        folder,
                        DevKeys.PRIVATE_FILE);
            }
            return keys.publicKey();
        } catch (IOException e) {
            settings.problem("keys.dir (TANDA_KEYS_DIR) is " + folder + ", where " + DevKeys.PUBLIC_FILE
                    + " must be a P-256 public key in PEM: " + e.getMessage());
            return null;
        }
    }

    private static void refuseDevelopmentKeys(Settings settings, DevKeys keys, String folder) throws IOException {
        if (keys.areForDevelopment())
            settings.problem("keys.dir (TANDA_KEYS_DIR) is " + folder
                    + ", which holds development keys: production needs the public key of your token issuer");
        if (keys.holdPrivateKey())
            settings.problem("keys.dir (TANDA_KEYS_DIR) is " + folder + ", which holds " + DevKeys.PRIVATE_FILE
                    + ": a server in production must not be able to sign tokens");
    }
}
