package io.tanda.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReaperIT {

    private static final Path FOLDER = Path.of("target", "reaper-it").toAbsolutePath();

    /** The parent of the tests below: starts three children, says their pids, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            StringBuilder pids = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                // One that ignores every signal that can be ignored.
                ChildProcess child = ChildProcess.start(new ChildProcess.Launch(
                        "stubborn",
                        List.of("sh", "-c", "trap '' INT TERM HUP; while :; do sleep 1; done"),
                        Map.of(),
                        FOLDER,
                        FOLDER.resolve("child.log")));
                pids.append(child.pid()).append(' ');
            }
            System.out.println(pids);
            if (args.length > 0) {
                System.exit(0);
            }
            Thread.currentThread().join();
        }
    }

    private static Process parent(String... args) throws IOException {
        Files.createDirectories(FOLDER);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<ProcessHandle> childrenOf(Process parent) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
        List<ProcessHandle> children = new ArrayList<>();
        String line = out.readLine();
        while (line != null && !line.matches("[0-9 ]+")) {
            line = out.readLine();
        }
        assertThat(line).isNotNull();
        for (String pid : line.strip().split(" ")) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(children::add);
        }
        return children;
    }

    private static void awaitGone(ProcessHandle process) throws Exception {
        process.onExit().get(20, TimeUnit.SECONDS);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_parent_killed_with_9_leaves_no_child() throws Exception {
        Process parent = parent();
        List<ProcessHandle> children = childrenOf(parent);
        assertThat(children).hasSize(3).allMatch(ProcessHandle::isAlive);

        parent.destroyForcibly().waitFor();

        for (ProcessHandle child : children) {
            awaitGone(child);
        }
    }

    @Test
    void a_parent_that_exits_without_stopping_anything_leaves_no_child() throws Exception {
        Process parent = parent("exit");
        for (ProcessHandle child : childrenOf(parent)) {
            awaitGone(child);
        }
        assertThat(parent.waitFor()).isZero();
    }

    @Test
    void the_signals_of_a_terminal_do_not_take_the_reaper_before_its_work_is_done() throws Exception {
        Process parent = parent();
        List<ProcessHandle> children = childrenOf(parent);
        List<ProcessHandle> reapers = parent.children()
                .filter(child -> child.info().commandLine().orElse("").contains("tanda-reaper"))
                .toList();
        assertThat(reapers).hasSize(1);
        for (String signal : List.of("INT", "TERM", "HUP")) {
            String pid = Long.toString(reapers.getFirst().pid());
            assertThat(new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                            .start()
                            .waitFor())
                    .isZero();
        }
        parent.destroyForcibly().waitFor();

        for (ProcessHandle child : children) {
            awaitGone(child);
        }
    }

    @Test
    void a_reaper_that_was_killed_itself_is_replaced_and_the_next_one_knows_all_children() throws Exception {
        Process parent = parent();
        List<ProcessHandle> children = childrenOf(parent);
        List<ProcessHandle> reapers = parent.children()
                .filter(child -> child.info().commandLine().orElse("").contains("tanda-reaper"))
                .toList();
        assertThat(reapers).hasSize(1);
        reapers.getFirst().destroyForcibly();
        awaitGone(reapers.getFirst());

        // The parent notices when one child ends, and starts another reaper.
        children.getFirst().destroyForcibly();
        awaitGone(children.getFirst());
        while (parent.children()
                .noneMatch(child -> child.info().commandLine().orElse("").contains("tanda-reaper"))) {
            Pause.shortly();
        }
        parent.destroyForcibly().waitFor();

        awaitGone(children.get(1));
        awaitGone(children.get(2));
    }

    @Test
    void a_child_becomes_the_command_and_its_output_reaches_the_log() throws IOException {
        Path log = FOLDER.resolve("hello.log");
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(log);
        ChildProcess child = ChildProcess.start(new ChildProcess.Launch(
                "hello",
                List.of("sh", "-c", "echo \"$GREETING $$\"; exit 7"),
                Map.of("GREETING", "hello"),
                FOLDER,
                log));

        assertThat(child.awaitExit(Duration.ofSeconds(20))).isTrue();
        assertThat(child.onExit().join()).isEqualTo(7);
        assertThat(Files.readString(log)).isEqualTo("hello " + child.pid() + "\n");
        assertThat(child.lastWords()).contains("hello");
    }
}
