package io.tanda.launcher.supervisor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs in the JVMs of the tree.
 *
 * @param appOptions of the app's JVM
 */
record Programs(
        String appMain,
        String appClassPath,
        List<String> appOptions,
        String simulatorMain,
        String simulatorClassPath,
        List<String> simulatorOptions) {

    /**
     * Together below 512 MB of resident memory in the demo, where the defaults for a 24 GB machine would let the heap
     * alone grow to 6 GB. Netty takes its buffers from direct memory.
     */
    private static final List<String> APP_MEMORY = List.of(
            "-Xms64m",
            "-Xmx224m",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:MaxDirectMemorySize=96m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+UseSerialGC",
            // Half dead is worse than dead: the supervisor starts it again, and nothing that was answered is lost.
            "-XX:+ExitOnOutOfMemoryError");

    /** What Netty and Hazelcast reach for inside the JDK; they work without, slower and with warnings. */
    private static final List<String> APP_ACCESS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    /** The first JDK that warns about libraries (Netty, Guava) which use sun.misc.Unsafe, and knows the flag against it. */
    private static final int WARNS_ABOUT_UNSAFE = 23;

    Programs {
        appOptions = List.copyOf(appOptions);
        simulatorOptions = List.copyOf(simulatorOptions);
    }

    /** The app and the simulator of this checkout. */
    static Programs of(Path root) throws IOException {
        List<String> app = new ArrayList<>(APP_MEMORY);
        app.addAll(APP_ACCESS);
        List<String> simulator =
                new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= WARNS_ABOUT_UNSAFE) {
            app.add("--sun-misc-unsafe-memory-access=allow");
            simulator.add("--sun-misc-unsafe-memory-access=allow");
        }
        return new Programs(
                "io.tanda.launcher.Main",
                System.getProperty("java.class.path"),
                app,
                "io.tanda.simulator.Simulator",
                simulatorClassPath(root),
                simulator);
    }

    /** The simulator carries nothing of the server: it is a client like any other. */
    private static String simulatorClassPath(Path root) throws IOException {
        Path target = root.resolve("simulator").resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "tanda-simulator-*.jar")) {
            for (Path jar : jars) {
                if (!jar.toString().endsWith("-tests.jar")) {
                    return jar + ":" + target.resolve("lib") + "/*";
                }
            }
        }
        throw new IOException("There is no simulator in " + target + ": build first (./tanda does)");
    }

    List<String> app(List<String> more) {
        List<String> command = java(appOptions);
        command.addAll(more);
        command.addAll(List.of("-cp", appClassPath, appMain));
        return command;
    }

    List<String> simulator(List<String> arguments) {
        List<String> command = java(simulatorOptions);
        command.addAll(List.of("-cp", simulatorClassPath, simulatorMain));
        command.addAll(arguments);
        return command;
    }

    /** The simulator's JVM in small: a few hundred charges a second, and up as soon as can be. */
    List<String> gateway(List<String> more, List<String> arguments) {
        List<String> command = java(simulatorOptions);
        command.addAll(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"));
        command.addAll(more);
        command.addAll(List.of("-cp", simulatorClassPath, simulatorMain));
        command.addAll(arguments);
        return command;
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }
}
