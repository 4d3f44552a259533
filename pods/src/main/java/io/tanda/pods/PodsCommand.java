package io.tanda.pods;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done to pods that another process has started. */
@Command(
        name = "pods",
        mixinStandardHelpOptions = true,
        description = "Replaces the pods that run, or takes away what is left of them.")
public final class PodsCommand {
    /** Of what {@code ./tanda pods} starts. */
    public static final String NAME = "tanda";

    private static final String ALL = "all";

    @Option(names = "--root", required = true, description = "of the checkout")
    private Path root = Path.of("");

    @Option(names = "--data", required = true, description = "of the server")
    private Path data = Path.of("");

    private PodsCommand() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PodsCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    System.err.println("tanda: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Command(
            name = "redeploy",
            description = "One pod after another: one more, wait until it is ready, then an old one less.")
    int redeploy(
            @Parameters(
                            paramLabel = "ROLE",
                            description =
                                    "front, dispatch, payment, history, notify, catalogue, delivery, rental, message, or all")
                    String role)
            throws IOException {
        PodCluster cluster = cluster();
        List<Role> roles = cluster.manifests().roles();
        List<Role> chosen = roles.stream()
                .filter(each -> role.equals(ALL) || role.equals(each.name()))
                .toList();
        if (chosen.isEmpty())
            throw new IOException("there is no role " + role + ": "
                    + roles.stream().map(Role::name).collect(Collectors.joining(", ")) + ", or " + ALL);
        if (!cluster.isOpen()) throw new IOException("no pods run: start them with ./tanda pods");
        cluster.load(root);
        for (Role each : chosen) cluster.redeploy(each);
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "down", description = "Ends all pods and removes them and their network.")
    int down() throws IOException {
        cluster().down();
        return CommandLine.ExitCode.OK;
    }

    private PodCluster cluster() throws IOException {
        return PodCluster.of(root, NAME, data, System.out::println);
    }
}
