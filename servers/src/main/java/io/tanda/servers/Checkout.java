package io.tanda.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder with the sources of Tanda, and what was built from them. */
public record Checkout(Path folder) {
    public Checkout {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The class path of a runnable module as the build lays it out.
     *
     * @throws IOException when the module is not built
     */
    public String classPath(String module) throws IOException {
        Path target = folder.resolve(module).resolve("target");
        if (!Files.isDirectory(target.resolve("lib"))) throw notBuilt(module);
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("tanda-.*\\.jar"))
                    .filter(file -> !file.getFileName().toString().endsWith("-tests.jar"))
                    .findFirst()
                    .orElseThrow(() -> notBuilt(module));
            return jar + ":" + target.resolve("lib") + "/*";
        }
    }

    private IOException notBuilt(String module) {
        return new IOException("%s of the checkout %s is not built: run 'mvn -DskipTests package -pl %s -am' there"
                .formatted(module, folder, module));
    }
}
