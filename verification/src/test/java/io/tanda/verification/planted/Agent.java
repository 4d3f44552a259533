package io.tanda.verification.planted;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;

/** Begins before a process's own {@code main}, and plants what its argument names. */
public final class Agent {
    private static final String BETWEEN = "+";

    private Agent() {}

    public static void premain(String plants, Instrumentation process) {
        AgentBuilder builder = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withTransformationsOnly())
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly());
        for (String name : plants.split("\\" + BETWEEN)) {
            Plant plant = Plant.valueOf(name);
            builder = plant.in(builder);
            if (plant == Plant.CABLE) Cable.watch();
        }
        builder.installOn(process);
    }

    /** Makes the agent's jar of this package, and ByteBuddy found from it. */
    public static Path jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", Agent.class.getName());
        main.put(Attributes.Name.CLASS_PATH, place(ByteBuddy.class).toUri().toString());
        Path classes = place(Agent.class);
        Path mine = classes.resolve(Agent.class.getPackageName().replace('.', '/'));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                Stream<Path> found = Files.list(mine)) {
            for (Path each : found.toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                Files.copy(each, jar);
                jar.closeEntry();
            }
        }
        return file;
    }

    /** For the command of the process. */
    public static List<String> options(Path jar, Collection<Plant> plants) {
        return plants.isEmpty()
                ? List.of()
                : List.of("-javaagent:" + jar + "="
                        + plants.stream().map(Plant::name).collect(Collectors.joining(BETWEEN)));
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
