package io.tanda.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tanda.servers.TandaRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** {@code k8s/rendered} is what kustomize makes of {@code k8s}: by a digest everywhere, word for word where kubectl is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RenderedTest {
    private static final Path K8S = TandaRoot.find().resolve("k8s");
    private static final Path RENDERED = K8S.resolve("rendered");

    @Test
    void what_is_rendered_was_made_of_the_files_of_today() throws Exception {
        assertThat(overlays())
                .isNotEmpty()
                .allSatisfy(overlay -> assertThat(rendered(overlay))
                        .as("run k8s/render")
                        .startsWith("# Made by k8s/render from sha256:" + digest() + "\n"));
    }

    @Test
    void nothing_is_rendered_that_is_no_overlay() throws IOException {
        try (Stream<Path> files = Files.list(RENDERED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            overlays().stream().map(name -> name + ".yaml").toList());
        }
    }

    @Test
    void kubectl_makes_the_same() throws Exception {
        assumeThat(kubectl()).as("kubectl is on this machine").isTrue();
        for (String overlay : overlays()) {
            Process made = new ProcessBuilder(
                            "kubectl",
                            "kustomize",
                            K8S.resolve("overlays").resolve(overlay).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(made.waitFor()).isZero();
            assertThat(rendered(overlay).lines().skip(1))
                    .as(overlay)
                    .containsExactlyElementsOf(text.lines().toList());
        }
    }

    private static boolean kubectl() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static String rendered(String overlay) throws IOException {
        return Files.readString(RENDERED.resolve(overlay + ".yaml"));
    }

    private static List<String> overlays() throws IOException {
        try (Stream<Path> folders = Files.list(K8S.resolve("overlays"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** As the script makes it: each file's name and contents, in the order of the names. */
    private static String digest() throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<String> files;
        try (Stream<Path> found = Stream.of("base", "components", "overlays", "roles")
                .map(K8S::resolve)
                .flatMap(RenderedTest::below)) {
            files = found.map(file -> K8S.relativize(file).toString())
                    .filter(name -> !name.endsWith("secrets.env"))
                    .sorted()
                    .toList();
        }
        for (String file : files) {
            all.write((file + "\n").getBytes(StandardCharsets.UTF_8));
            all.write(Files.readAllBytes(K8S.resolve(file)));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    }

    private static Stream<Path> below(Path folder) {
        try {
            return Files.walk(folder).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
