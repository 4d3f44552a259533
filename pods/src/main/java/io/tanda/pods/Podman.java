package io.tanda.pods;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The command {@code podman}: whether all that it needs is here, and what it answers. */
public final class Podman {
    /** The first that gives a pod of {@code kube play} an address and aliases. */
    private static final int LOWEST_MAJOR = 4;

    private static final int LOWEST_MINOR = 3;

    private static final String INSTALL = """

              Debian, Ubuntu   sudo apt-get install podman runc netavark aardvark-dns mmdebstrap
              Fedora           sudo dnf install podman runc netavark aardvark-dns""";

    /** Connections of a pod, many times over. */
    private static final long MOST_FILES = 16_384;
    /** Of all pods together, for they have one user: about a thousand are used, and a root of few rights may not set all it has. */
    private static final long MOST_THREADS = 16_384;

    private static final List<Path> PARTS = List.of(Path.of("/usr/libexec/podman"), Path.of("/usr/lib/podman"));
    private static final int LAST_WORDS = 5;

    /** Something that podman needs is not here; the message says how it is had. */
    public static final class Missing extends IOException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    private final Map<String, String> environment;
    /** Where nothing is called as our image is: it would be taken for what to build it from. */
    private final Path folder;

    private final Path log;

    private Podman(Map<String, String> environment, Path folder, Path log) {
        this.folder = folder;
        this.environment = environment;
        this.log = log;
    }

    /**
     * @param folder for a configuration that suits this machine; unused where CONTAINERS_CONF names one
     * @param log where podman says what it does
     * @throws Missing that says what, and how it is had
     */
    public static Podman find(Path folder, Path log) throws IOException {
        if (!isOnPath("podman")) throw new Missing("podman was not found." + INSTALL);
        Files.createDirectories(folder);
        Podman podman = new Podman(
                System.getenv("CONTAINERS_CONF") == null
                        ? Map.of("CONTAINERS_CONF", configuration(folder).toString())
                        : Map.of(),
                folder,
                log);
        String[] about = podman.run(
                        "info", "--format", "{{.Version.Version}} {{.Host.Security.Rootless}} {{.Host.NetworkBackend}}")
                .split(" ");
        boolean parts = isThere("netavark") && isThere("aardvark-dns");
        Optional<String> problem = problem(about[0], Boolean.parseBoolean(about[1]), about[2], parts);
        if (problem.isPresent()) throw new Missing(problem.get());
        return podman;
    }

    /** What is wrong with a podman that is there. @param parts whether those of its network are */
    static Optional<String> problem(String version, boolean rootless, String network, boolean parts) {
        if (isOld(version)) return Optional.of("podman is " + version + ", and must be 4.3 or newer." + INSTALL);
        if (rootless)
            return Optional.of(
                    "podman runs here without root: its networks are then in a namespace of their own, where the"
                            + " pods do not reach this machine's database and broker, nor the proxy the pods. Run this as root.");
        if (!network.equals("netavark") || !parts)
            return Optional.of("podman's network is " + network
                    + "; netavark and aardvark-dns are needed, by which the pods"
                    + " find each other by name. With both installed, 'podman system reset' changes over." + INSTALL);
        return Optional.empty();
    }

    private static boolean isOld(String version) {
        String[] numbers = version.split("\\.");
        int major = Integer.parseInt(numbers[0]);
        return major < LOWEST_MAJOR || (major == LOWEST_MAJOR && Integer.parseInt(numbers[1]) < LOWEST_MINOR);
    }

    private static boolean isThere(String part) {
        return PARTS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(part)));
    }

    private static boolean isOnPath(String command) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /**
     * Without it podman asks for limits that not every root may set, and for crun, which does not know the mixed hierarchy of control
     * groups.
     */
    private static Path configuration(Path folder) throws IOException {
        StringBuilder text = new StringBuilder("[containers]\ndefault_ulimits = [");
        text.append("\"nofile=").append(limit("Max open files", MOST_FILES)).append("\", ");
        text.append("\"nproc=").append(limit("Max processes", MOST_THREADS)).append("\"]\n");
        boolean mixed = !Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        if (mixed || !isOnPath("crun")) {
            if (!isOnPath("runc"))
                throw new Missing("runc was not found, and nothing else runs containers here." + INSTALL);
            text.append("[engine]\nruntime = \"runc\"\n");
        }
        return Files.writeString(folder.resolve("containers.conf"), text);
    }

    /** Not above this process's own, which is the most that whoever it starts may set. */
    private static String limit(String name, long most) throws IOException {
        long limit = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+")[1])
                .mapToLong(hard -> hard.equals("unlimited") ? most : Math.min(most, Long.parseLong(hard)))
                .findFirst()
                .orElse(most);
        return limit + ":" + limit;
    }

    /** @return what it printed @throws IOException with its last words, when it did not do it */
    public String run(String... arguments) throws IOException {
        Result result = result(arguments);
        if (result.code() == 0) return result.out();
        throw new IOException("podman " + String.join(" ", arguments) + " failed: " + lastWords());
    }

    /** Whether it says yes. */
    boolean holds(String... arguments) throws IOException {
        return result(arguments).code() == 0;
    }

    private record Result(int code, String out) {}

    private Result result(String... arguments) throws IOException {
        // In a session of its own: the Ctrl-C of a terminal is for us.
        List<String> command = new ArrayList<>(List.of("setsid", "--wait", "podman"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Result(process.onExit().join().exitValue(), out);
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }
}
