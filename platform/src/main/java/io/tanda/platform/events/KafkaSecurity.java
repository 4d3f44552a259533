package io.tanda.platform.events;

import io.tanda.platform.ops.Settings;
import io.tanda.platform.ops.TrustFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How Kafka's brokers and we know each other. */
public sealed interface KafkaSecurity {
    /** Neither does: a laptop, or a network that nobody else is in. */
    record Open() implements KafkaSecurity {
        @Override
        public Map<String, String> properties() {
            return Map.of();
        }
    }

    /** We know the brokers by their certificate. @param ca PEM file of whoever signs for them; blank = whom this Java trusts */
    record Encrypted(String ca) implements KafkaSecurity {
        @Override
        public Map<String, String> properties() {
            return over("SSL", ca);
        }
    }

    /**
     * And they know us by our password.
     *
     * @param ca PEM file of whoever signs for the brokers; blank = whom this Java trusts
     * @param mechanism one of {@link #MECHANISMS}
     */
    record SignedIn(String ca, String mechanism, String user, String password) implements KafkaSecurity {
        @Override
        public Map<String, String> properties() {
            Map<String, String> properties = over("SASL_SSL", ca);
            String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
            properties.put("sasl.mechanism", mechanism);
            properties.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security." + module + " required username=" + quoted(user) + " password="
                            + quoted(password) + ";");
            return properties;
        }

        private static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        /** Never shows the password. */
        @Override
        public String toString() {
            return "SignedIn[" + mechanism + ", " + user + "]";
        }
    }

    /** PLAIN gives the broker the password itself, so it is only ever said over TLS. */
    List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");

    /** Of a Kafka client, beside its own. */
    Map<String, String> properties();

    /** Reads {@code kafka.security}, {@code kafka.ca}, {@code kafka.mechanism}, {@code kafka.user} and {@code kafka.password}. */
    static KafkaSecurity of(Settings settings) {
        String protocol = settings.oneOf("kafka.security", "PLAINTEXT", List.of("PLAINTEXT", "SSL", "SASL_SSL"));
        String mechanism = settings.oneOf("kafka.mechanism", MECHANISMS.getFirst(), MECHANISMS);
        String ca = TrustFile.of(settings, "kafka.ca");
        return switch (protocol) {
            case "SSL" -> new Encrypted(ca);
            case "SASL_SSL" ->
                new SignedIn(
                        ca,
                        mechanism,
                        settings.text("kafka.user", null, "who signs in, with kafka.security=SASL_SSL"),
                        settings.text("kafka.password", null, "of kafka.user, with kafka.security=SASL_SSL"));
            default -> open(settings, ca);
        };
    }

    /** A password that is never asked for is a mistake that nobody would see. */
    private static KafkaSecurity open(Settings settings, String ca) {
        if (!ca.isBlank()) settings.problem("kafka.ca (TANDA_KAFKA_CA) needs kafka.security=SSL or SASL_SSL");
        if (!settings.text("kafka.user", "", "who signs in").isBlank())
            settings.problem("kafka.user (TANDA_KAFKA_USER) needs kafka.security=SASL_SSL");
        return new Open();
    }

    private static Map<String, String> over(String protocol, String ca) {
        Map<String, String> properties = new HashMap<>();
        properties.put("security.protocol", protocol);
        if (!ca.isBlank()) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", ca);
        }
        return properties;
    }
}
