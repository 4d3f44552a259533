package io.tanda.simulator;

import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.RideId;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.invariants.story.Story;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what happened to a ride, and why, from what the running server has kept of it. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tells what happened to a ride step by step: who was asked and why, who did what, and the money.")
final class ExplainCommand implements Callable<Integer> {
    /** The server waits for each of its parts less than half as long. */
    private static final int LIMIT_SECONDS = 10;

    @Mixin
    private Environment environment = new Environment();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RIDE", description = "its id, as the booking has it")
    private String ride = "";

    @Override
    public Integer call() throws Exception {
        RideId id = id();
        String operator = DevTokens.load(environment.keys()).operator(DevTokens.OPERATOR);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        TandaClient client = new TandaClient(vertx, ClientConfig.of(environment.api()));
        try {
            BlackBox box = client.get("/v1/rides/" + id + "/record", operator, BlackBox.class)
                    .await(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .get();
            for (String line : Story.of(box)) commandLine().getOut().println(line);
            // What is missing is said in the story; a script should notice too.
            return box.missing().isEmpty() ? 0 : 1;
        } finally {
            client.close().await(5, TimeUnit.SECONDS);
            vertx.close().await(5, TimeUnit.SECONDS);
        }
    }

    private RideId id() {
        try {
            return RideId.parse(ride);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), "RIDE is the id of a ride (a UUID), not " + ride, e);
        }
    }

    private CommandLine commandLine() {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return spec.commandLine();
    }
}
