package io.tanda.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tanda bench}: the list of measurements. */
@Command(
        name = "bench",
        description = "Measurements on this machine, with its own database and broker below data/bench.",
        subcommands = {AcceptBench.class, DispatchBench.class},
        mixinStandardHelpOptions = true)
public final class Bench implements Runnable {
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
