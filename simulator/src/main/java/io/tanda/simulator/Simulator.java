package io.tanda.simulator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulator's commands. {@code ./tanda} starts them with everything they need in the environment. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "A city of riders and drivers, and a payment gateway.",
        subcommands = {
            DemoCommand.class,
            OneRideCommand.class,
            ExplainCommand.class,
            GatewayCommand.class,
            TokenCommand.class
        })
public final class Simulator {
    private Simulator() {}

    public static void main(String[] arguments) {
        // Before the first logger: a jar that is also a library brings no logback.xml of its own.
        if (System.getProperty("logback.configurationFile") == null)
            System.setProperty("logback.configurationFile", "io/tanda/simulator/logback.xml");
        System.exit(run(arguments));
    }

    /** @return the exit code: 0 done, 1 failed or a broken promise found, 2 asked for nonsense */
    static int run(String... arguments) {
        return new CommandLine(new Simulator())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
                    if (Boolean.getBoolean("tanda.trace")) failure.printStackTrace(command.getErr());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
