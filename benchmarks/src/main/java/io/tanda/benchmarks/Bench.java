package io.tanda.benchmarks;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tanda bench}: the list of measurements. */
@Command(
        name = "bench",
        description = "Measurements on this machine, with its own database and broker below data/bench.",
        subcommands = {
            AcceptBench.class,
            DispatchBench.class,
            RideBench.class,
            FaresBench.class,
            EtaBench.class,
            RebuildBench.class,
            NoticesBench.class,
            StreamsBench.class,
            OrdersBench.class,
            MessagesBench.class,
            DropOffsBench.class
        },
        mixinStandardHelpOptions = true)
public final class Bench implements Runnable {
    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, command, parsed) -> {
            // Not built, no server: said in a sentence, which a stack trace would hide.
            if (!(failure instanceof IOException)) throw failure;
            command.getErr().println("bench: " + failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
