package io.tanda.simulator;

import io.tanda.client.DevTokens;
import io.tanda.simulator.city.DomainTime;
import io.tanda.simulator.city.Habit;
import io.tanda.simulator.city.Habits;
import io.tanda.simulator.demo.Demo;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays real trips and checks every promise at the end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Replays real New York taxi trips through the HTTP API and checks every promise at the end.")
final class DemoCommand implements Callable<Integer> {
    /** A run that takes this long is broken. */
    private static final int LIMIT_HOURS = 3;

    @Mixin
    private Environment environment = new Environment();

    @Option(names = "--trips", defaultValue = "2000", description = "how many trips (${DEFAULT-VALUE}; at most 5000)")
    private int trips;

    @Option(
            names = {"--taxis", "--fleet"},
            defaultValue = "1000",
            description = "how many taxis (${DEFAULT-VALUE}; at most 3415)")
    private int taxis;

    @Option(
            names = "--chaos",
            description = "kills database, broker and server with kill -9 meanwhile, one by one and all at once")
    private boolean chaos;

    @Option(names = "--kills", defaultValue = "5", description = "of each kind, with --chaos (${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "of all chances (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--speed",
            description =
                    "how many times faster than real time; the server's clock has it, so it is ./tanda that sets it")
    private @Nullable Double speed;

    @Option(names = "--once", description = "./tanda stops everything after the report")
    private boolean once;

    @Option(
            names = "--split",
            description = "./tanda starts the server as a cluster of processes behind a proxy, not as one")
    private boolean split;

    private Habits habits = Habits.usual();

    /** An option for each habit, such as --cash-rate. */
    @Spec
    void addRates(CommandSpec spec) {
        for (Habit habit : Habit.values())
            spec.addOption(OptionSpec.builder("--" + habit.word() + "-rate")
                    .type(Double.class)
                    .paramLabel("P")
                    .description(habit.what() + ", 0 to 1 (" + habit.usual() + ")")
                    .setter(new ISetter() {
                        @Override
                        public <T> T set(T rate) {
                            if (rate instanceof Double given) habits = habits.with(habit, given);
                            return rate;
                        }
                    })
                    .build());
    }

    Habits habits() {
        return habits;
    }

    @Override
    public Integer call() throws Exception {
        Optional<Path> clock = environment.clock();
        DomainTime time = clock.isPresent() ? DomainTime.load(clock.get()) : DomainTime.REAL;
        if (speed != null && speed != time.scale())
            System.err.println("The server's clock runs at " + time.scale() + " times real time, not at " + speed);
        DevTokens tokens = DevTokens.load(environment.keys());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            Demo demo = new Demo(
                    vertx,
                    new Demo.Config(
                            environment.api(),
                            environment.management(),
                            environment.gateway(),
                            environment.mysql(),
                            environment.kafka(),
                            environment.runFolder(),
                            environment.appProcesses(),
                            trips,
                            taxis,
                            habits,
                            chaos ? kills : 0,
                            seed),
                    time,
                    tokens);
            return demo.run().await(LIMIT_HOURS, TimeUnit.HOURS) ? 0 : 1;
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }
}
