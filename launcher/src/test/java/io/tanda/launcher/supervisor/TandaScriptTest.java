package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.Folders;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real script {@code tanda} in a checkout of its own, with a Maven that only pretends. */
@Timeout(60)
class TandaScriptTest {

    private static final String ONE_OF_THREE_FAILS =
            "<testsuite name=\"a\" tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"1\">";
    private static final String TWO_PASS =
            "<testsuite name=\"b\" tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\">";

    private final Path checkout = Path.of("target", "script-test", "a checkout").toAbsolutePath();
    private final Path reports = checkout.resolve("booking-verticle/target/surefire-reports");

    private record Said(int exit, String out, String all) {}

    @BeforeEach
    void aCheckout() throws IOException {
        Folders.recreate(checkout);
        Files.copy(TandaRoot.find().resolve("tanda"), checkout.resolve("tanda"));
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createDirectories(checkout.resolve("booking-verticle/src/test/java/io/tanda/booking"));
        Files.createFile(checkout.resolve("booking-verticle/pom.xml"));
        Files.createDirectories(reports);
        Files.createDirectories(checkout.resolve("bin"));
    }

    /** Writes a mvn that does what the lines say; $reports is where a module's reports go. */
    private void maven(String lines) throws IOException {
        Path file = checkout.resolve("bin/mvn");
        Files.writeString(file, "#!/bin/sh\nreports='" + reports + "'\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Said tanda(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", checkout.resolve("tanda").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("TANDA_DATA");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Path errors = checkout.resolve("errors.txt");
        Process process = builder.redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, out + Files.readString(errors));
    }

    private Said tanda(String... arguments) throws IOException, InterruptedException {
        return tanda(Map.of(), arguments);
    }

    private static String writeReport(String name, String suite) {
        return "echo '" + suite + "' > \"$reports/TEST-" + name + ".xml\"";
    }

    @Test
    void a_green_run_ends_with_what_passed() throws Exception {
        maven(writeReport("b", TWO_PASS));
        Said said = tanda("test");
        assertThat(said.out()).endsWith("2 passed, 0 failed\n");
        assertThat(said.exit()).isZero();
    }

    @Test
    void a_failed_test_is_counted_and_a_skipped_one_is_not() throws Exception {
        maven(writeReport("a", ONE_OF_THREE_FAILS) + "\n" + writeReport("b", TWO_PASS) + "\nexit 1");
        Said said = tanda("test");
        assertThat(said.out()).endsWith("3 passed, 1 failed\n");
        assertThat(said.exit()).isNotZero();
    }

    @Test
    void a_failed_test_fails_the_run_even_when_maven_does_not_say_so() throws Exception {
        maven(writeReport("a", ONE_OF_THREE_FAILS));
        assertThat(tanda("test").exit()).isNotZero();
    }

    @Test
    void a_build_that_fails_beside_the_tests_is_never_green() throws Exception {
        maven(writeReport("b", TWO_PASS) + "\necho '[ERROR] no such symbol'\nexit 1");
        Said said = tanda("test");
        assertThat(said.out()).endsWith("2 passed, 1 failed\n");
        assertThat(said.all()).contains("no such symbol");
        assertThat(said.exit()).isNotZero();
    }

    @Test
    void a_run_without_any_test_is_not_green() throws Exception {
        maven("exit 0");
        Said said = tanda("test");
        assertThat(said.out()).endsWith("0 passed, 1 failed\n");
        assertThat(said.exit()).isNotZero();
    }

    @Test
    void the_reports_of_an_earlier_run_do_not_count() throws Exception {
        Path old = reports.resolve("TEST-old.xml");
        Files.writeString(old, ONE_OF_THREE_FAILS + "\n");
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
        maven(writeReport("b", TWO_PASS));
        assertThat(tanda("test").out()).endsWith("2 passed, 0 failed\n");
    }

    @Test
    void a_single_module_runs_its_own_tests_and_fast_means_without_servers() throws Exception {
        maven(writeReport("b", TWO_PASS) + "\nprintf '%s ' \"$@\" > \"$reports/arguments\"");
        tanda("test", "booking", "--fast");
        assertThat(Files.readString(reports.resolve("arguments")))
                .contains("spotless:check test -pl booking-verticle -am -Dtest=io/tanda/booking/**/*Test");
        tanda("test", "booking");
        assertThat(Files.readString(reports.resolve("arguments")))
                .contains("spotless:check verify", "-Dit.test=io/tanda/booking/**/*IT");
        assertThat(tanda("test", "nosuch").all()).contains("there is no module nosuch");
    }

    @Test
    void a_java_home_that_is_too_old_is_passed_over() throws Exception {
        Path old = checkout.resolve("jdk-17");
        Files.createDirectories(old.resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            Files.writeString(old.resolve("bin").resolve(tool), "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(
                    old.resolve("bin").resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        maven(writeReport("b", TWO_PASS) + "\necho \"$JAVA_HOME\" > \"$reports/home\"");
        String newer = Path.of(System.getProperty("java.home"), "bin").toString();

        tanda(
                Map.of(
                        "JAVA_HOME",
                        old.toString(),
                        "PATH",
                        checkout.resolve("bin") + ":" + newer + ":" + System.getenv("PATH")),
                "test");

        assertThat(Files.readString(reports.resolve("home")).strip()).isEqualTo(System.getProperty("java.home"));
    }

    @Test
    void the_help_names_every_command() throws Exception {
        Said help = tanda("help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("demo", "up", "ride", "token", "test", "bench", "fmt");
        Said unknown = tanda("fly");
        assertThat(unknown.exit()).isNotZero();
        assertThat(unknown.all()).contains("there is no command fly");
    }
}
