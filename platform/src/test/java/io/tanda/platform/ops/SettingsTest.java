package io.tanda.platform.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("B7")
class SettingsTest {
    @TempDir
    Path folder;

    private Path secret(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content);
    }

    @Test
    void a_secret_is_read_from_the_file_that_the_environment_names() throws IOException {
        Settings settings = new Settings(
                Map.of("mysql.url", "from the properties"),
                Map.of(
                        "TANDA_MYSQL_URL_FILE",
                        secret("mysql://tanda:p4ss@db:3306\n").toString()),
                Map.of());
        assertThat(settings.text("mysql.url", null, "a URL")).isEqualTo("mysql://tanda:p4ss@db:3306");
        settings.check();
    }

    @Test
    void a_file_that_is_not_there_is_a_problem_with_its_key_and_without_its_content() {
        Settings settings = new Settings(Map.of(), Map.of("TANDA_KAFKA_PASSWORD_FILE", "/nowhere"), Map.of());
        settings.text("kafka.password", "", "a password");
        assertThatThrownBy(settings::check)
                .hasMessageContaining("TANDA_KAFKA_PASSWORD_FILE")
                .hasMessageContaining("/nowhere");
    }

    @Test
    void a_value_and_a_file_of_one_key_are_one_too_many() throws IOException {
        Settings settings = new Settings(
                Map.of(),
                Map.of(
                        "TANDA_MYSQL_URL",
                        "one",
                        "TANDA_MYSQL_URL_FILE",
                        secret("another").toString()),
                Map.of());
        settings.text("mysql.url", null, "a URL");
        assertThatThrownBy(settings::check).hasMessageContaining("set twice").hasMessageNotContaining("another");
    }

    @Test
    void what_two_contexts_read_is_reported_once() {
        Settings settings = Settings.of(Map.of());
        settings.text("mysql.url", null, "a URL");
        settings.text("mysql.url", null, "a URL");
        assertThatThrownBy(settings::check).hasMessage("configuration: mysql.url (TANDA_MYSQL_URL) is missing: a URL");
    }

    @Test
    void a_CA_file_without_certificates_is_refused_at_start() throws IOException {
        Settings settings = Settings.of(Map.of("kafka.ca", secret("no PEM").toString()));
        TrustFile.of(settings, "kafka.ca");
        assertThatThrownBy(settings::check)
                .hasMessageContaining("kafka.ca (TANDA_KAFKA_CA)")
                .hasMessageContaining("holds no certificate");
    }

    @Test
    void signing_in_needs_a_user_and_a_password_and_both_are_asked_for_at_once() {
        Settings settings = Settings.of(Map.of("kafka.bootstrap", "k:9092", "kafka.security", "SASL_SSL"));
        KafkaConfig.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("kafka.user (TANDA_KAFKA_USER)")
                .hasMessageContaining("kafka.password (TANDA_KAFKA_PASSWORD)");
    }

    @Test
    void a_user_that_nobody_would_ask_for_is_a_mistake() {
        Settings settings = Settings.of(Map.of("kafka.bootstrap", "k:9092", "kafka.user", "tanda"));
        KafkaConfig.of(settings);
        assertThatThrownBy(settings::check).hasMessageContaining("needs kafka.security=SASL_SSL");
    }

    @Test
    void a_password_never_shows_and_its_quotes_do_not_end_it() {
        KafkaSecurity security = KafkaSecurity.of(
                Settings.of(Map.of("kafka.security", "SASL_SSL", "kafka.user", "tanda", "kafka.password", "a\"b\\c")));
        assertThat(security.properties().get("sasl.jaas.config")).endsWith("password=\"a\\\"b\\\\c\";");
        assertThat(security.toString()).doesNotContain("a\"b");
    }
}
