package io.tanda.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands before the fronts until it is told to stop. */
@Command(
        name = "proxy",
        mixinStandardHelpOptions = true,
        description = "Takes HTTP requests and hands each to a front that is ready.")
public final class Proxy implements Callable<Integer> {
    private static final int START_LIMIT_SECONDS = 30;
    private static final int STOP_LIMIT_SECONDS = 10;

    @Option(
            names = "--http",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostAndPort.Converter.class,
            description = "where clients come")
    private HostAndPort http = new HostAndPort("127.0.0.1", 0);

    @Option(
            names = "--management",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostAndPort.Converter.class,
            description = "its own /health/ready")
    private HostAndPort management = new HostAndPort("127.0.0.1", 0);

    @Option(
            names = "--front",
            required = true,
            paramLabel = "HTTP,MANAGEMENT",
            converter = ProxyConfig.Upstream.Converter.class,
            description = "a front: where it takes requests, and where its /health/ready is; again for each")
    private List<ProxyConfig.Upstream> fronts = List.of();

    private Proxy() {}

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null)
            System.setProperty("logback.configurationFile", "io/tanda/proxy/logback.xml");
        System.exit(new CommandLine(new Proxy()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        CountDownLatch stopped = new CountDownLatch(1);
        vertx.deployVerticle(
                        new ProxyVerticle(new ProxyConfig(http, management, fronts, ProxyConfig.ANSWER_LIMIT_MILLIS)))
                .await(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                vertx.close().await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | RuntimeException e) {
                // It is ending anyway, and keeps nothing.
            }
            stopped.countDown();
        }));
        stopped.await();
        return 0;
    }
}
