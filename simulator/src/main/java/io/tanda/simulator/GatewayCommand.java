package io.tanda.simulator;

import io.tanda.gateway.Faults;
import io.tanda.gateway.GatewayConfig;
import io.tanda.gateway.SimulatedGateway;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the payment gateway until it is told to stop. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "A payment gateway: 400 to 620 ms a charge, faulty as PUT /v1/faults asks.")
final class GatewayCommand implements Callable<Integer> {
    /** An answer under way is at most its delay old. */
    private static final int STOP_LIMIT_SECONDS = 5;

    @Option(names = "--host", defaultValue = GatewayConfig.LOOPBACK, description = "${DEFAULT-VALUE}")
    private String host = GatewayConfig.LOOPBACK;

    @Option(names = "--port", defaultValue = "${env:TANDA_GATEWAY_PORT:-8070}", description = "${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            defaultValue = "data/gateway",
            paramLabel = "FOLDER",
            description = "of the ledger; survives restarts (${DEFAULT-VALUE})")
    private Path data = Path.of("data", "gateway");

    @Option(names = "--instant", description = "answers at once")
    private boolean instant;

    @Option(names = "--seed", defaultValue = "1", description = "of delays and faults (${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        CountDownLatch stopped = new CountDownLatch(1);
        SimulatedGateway gateway =
                new SimulatedGateway(new GatewayConfig(host, port, data, instant ? Faults.INSTANT : Faults.NONE, seed));
        vertx.deployVerticle(gateway).await(30, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                vertx.close().await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | RuntimeException e) {
                // It is ending anyway, and every decision is in the ledger.
            }
            stopped.countDown();
        }));
        stopped.await();
        return 0;
    }
}
