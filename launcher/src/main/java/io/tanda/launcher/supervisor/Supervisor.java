package io.tanda.launcher.supervisor;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The main class of {@code ./tanda up}, {@code demo} and {@code ride}; its help is {@code ./tanda help}. */
public final class Supervisor {

    private Supervisor() {}

    public static void main(String[] arguments) throws IOException {
        Path root = TandaRoot.find();
        String folder = System.getenv("TANDA_DATA");
        Path data = folder == null || folder.isBlank() ? root.resolve("data") : Path.of(folder);
        System.exit(run(List.of(arguments), root, data, Programs.of(root)));
    }

    /** The exit code. */
    static int run(List<String> arguments, Path root, Path folder, Programs programs) throws IOException {
        DataFolder data = new DataFolder(folder);
        // Before the first class with a logger is touched.
        System.setProperty("logback.configurationFile", "io/tanda/launcher/supervisor/logback.xml");
        System.setProperty("tanda.supervisor.log", data.log("supervisor").toString());
        Progress progress = new Progress(System.out);
        Options options;
        try {
            options = Options.parse(arguments, System.getenv());
        } catch (Options.Refused e) {
            progress.line("tanda: " + e.getMessage());
            return ProcessTree.MISUSED;
        }
        return new ProcessTree(options, root, data, programs, progress).run();
    }
}
