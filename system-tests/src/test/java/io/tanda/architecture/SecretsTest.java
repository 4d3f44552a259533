package io.tanda.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever reads the repository learns no key and no password. */
class SecretsTest {
    private static final Pattern KEY_FILE = Pattern.compile(".*\\.(pem|key|p12|pfx|jks|keystore)");
    private static final Pattern KEY = Pattern.compile("PRIVATE KEY-----\\s+[A-Za-z0-9+/=]{40}");
    private static final Pattern PASSWORD = Pattern.compile("mysql://[^:/\\s\"]+:([^@\\s\"]+)@");
    /** As a Secret of Kubernetes has it: {@code mysql:} and what follows. */
    private static final Pattern ENCODED = Pattern.compile("bXlzcWw6[A-Za-z0-9+/=]+");
    /** They stand for what somebody has to fill in. */
    private static final Set<String> NO_PASSWORDS = Set.of("password", "replace-me");

    @Test
    @Tag("B7")
    void no_file_is_a_key_or_holds_one_or_a_password() {
        assertThat(Sources.all()
                        .filter(path -> KEY_FILE.matcher(path.toString()).matches()))
                .isEmpty();
        assertThat(Sources.files().filter(SecretsTest::isNoTest))
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThat(secrets(Sources.read(path))).as("%s", path).isEmpty());
    }

    @Test
    void what_is_a_secret_is_found() {
        String password = "mysql://tanda:Zx9" + "@db:3306";
        assertThat(secrets("url: " + password + "\n")).containsExactly("Zx9");
        assertThat(secrets(Base64.getEncoder().encodeToString(password.getBytes(UTF_8))))
                .containsExactly("Zx9");
        assertThat(secrets("-----BEGIN PRIVATE KEY-----\n" + "MIGHAgEA".repeat(8)))
                .hasSize(1);
        assertThat(secrets("mysql://user:password@host:port, and a PRIVATE KEY----- that is none"))
                .isEmpty();
    }

    private static boolean isNoTest(Path path) {
        return !path.toString().contains("/src/test/");
    }

    private static List<String> secrets(String text) {
        Stream<String> encoded = ENCODED.matcher(text)
                .results()
                .map(found -> new String(Base64.getDecoder().decode(found.group()), UTF_8));
        Stream<String> passwords = Stream.concat(Stream.of(text), encoded)
                .flatMap(plain -> PASSWORD.matcher(plain).results())
                .map(found -> found.group(1))
                .filter(password -> !NO_PASSWORDS.contains(password));
        Stream<String> keys = KEY.matcher(text).results().map(MatchResult::group);
        return Stream.concat(passwords, keys).toList();
    }
}
