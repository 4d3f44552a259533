package io.tanda.launcher.supervisor;

import io.tanda.servers.AppJvm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs in the JVMs of the tree. */
record Programs(Program app, Program simulator, Program proxy) {

    /** @param options of its JVM */
    record Program(String main, String classPath, List<String> options) {
        Program {
            options = List.copyOf(options);
        }

        private List<String> command(List<String> more, List<String> arguments) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(more);
            command.addAll(List.of("-cp", classPath, main));
            command.addAll(arguments);
            return command;
        }
    }

    /** A request on its way takes some kilobytes, and a stream that waits as little. */
    private static final List<String> PROXY_MEMORY =
            List.of("-Xms16m", "-Xmx64m", "-XX:MaxDirectMemorySize=64m", "-XX:TieredStopAtLevel=1");

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

    /** The app, the simulator and the proxy of this checkout. */
    static Programs of(Path root) throws IOException {
        List<String> app = new ArrayList<>(AppJvm.MEMORY);
        app.addAll(APP_ACCESS);
        List<String> simulator =
                new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        List<String> proxy = new ArrayList<>(PROXY_MEMORY);
        proxy.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= WARNS_ABOUT_UNSAFE) {
            for (List<String> options : List.of(app, simulator, proxy)) {
                options.add("--sun-misc-unsafe-memory-access=allow");
            }
        }
        return new Programs(
                new Program("io.tanda.launcher.Main", System.getProperty("java.class.path"), app),
                new Program("io.tanda.simulator.Simulator", classPath(root, "simulator"), simulator),
                new Program("io.tanda.proxy.Proxy", classPath(root, "proxy"), proxy));
    }

    /** Neither simulator nor proxy carries anything of the server: they are strangers to it. */
    private static String classPath(Path root, String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "tanda-" + module + "-*.jar")) {
            for (Path jar : jars) {
                if (!jar.toString().endsWith("-tests.jar")) {
                    return jar + ":" + target.resolve("lib") + "/*";
                }
            }
        }
        throw new IOException("There is no " + module + " in " + target + ": build first (./tanda does)");
    }

    List<String> app(List<String> more) {
        return app.command(more, List.of());
    }

    List<String> simulator(List<String> arguments) {
        return simulator.command(List.of(), arguments);
    }

    /** The simulator's JVM in small: a few hundred charges a second, and up as soon as can be. */
    List<String> gateway(List<String> more, List<String> arguments) {
        List<String> options = new ArrayList<>(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"));
        options.addAll(more);
        return simulator.command(options, arguments);
    }

    List<String> proxy(List<String> more, List<String> arguments) {
        return proxy.command(more, arguments);
    }
}
