package io.tanda.launcher.supervisor;

import com.sun.net.httpserver.HttpServer;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs of {@link SupervisorIT}: a supervisor whose app, simulator and proxy are as small as can be. */
final class StandIn {

    private StandIn() {}

    /** The supervisor under test: the real one with the programs below. */
    static final class SupervisorMain {
        private SupervisorMain() {}

        public static void main(String[] arguments) throws IOException {
            String classPath = System.getProperty("java.class.path");
            List<String> small = List.of("-Xmx64m", "-XX:TieredStopAtLevel=1");
            Programs programs = new Programs(
                    new Programs.Program(App.class.getName(), classPath, small),
                    new Programs.Program(Simulator.class.getName(), classPath, small),
                    new Programs.Program(Proxy.class.getName(), classPath, small));
            System.exit(Supervisor.run(
                    List.of(arguments), TandaRoot.find(), Path.of(System.getenv("TANDA_DATA")), programs));
        }
    }

    /** Ready at once, unless a file asks it to stay away; says when it is asked to stop. */
    static final class App {
        private App() {}

        public static void main(String[] arguments) throws IOException {
            String refusal = System.getenv("STAND_IN_REFUSES");
            if (refusal != null) {
                throw new IllegalStateException(refusal);
            }
            Path staysAway =
                    Path.of(System.getenv("TANDA_DATA"), System.getenv("TANDA_KAFKA_INSTANCE") + ".stays-away");
            if (Files.exists(staysAway)) {
                throw new IllegalStateException("asked to stay away");
            }
            listen(Integer.parseInt(System.getenv("TANDA_MANAGEMENT_PORT")));
            System.out.println("app with clock " + System.getenv("TANDA_CLOCK_FILE") + ", verticles "
                    + System.getenv("TANDA_VERTICLES") + ", members " + System.getenv("TANDA_CLUSTER_MEMBERS"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("app drained")));
        }
    }

    /** Listens for clients, and says before whom it stands. */
    static final class Proxy {
        private Proxy() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("proxy " + List.of(arguments));
            listen(Integer.parseInt(arguments[1].substring(arguments[1].indexOf(':') + 1)));
        }
    }

    /** The gateway listens; demo and ride print their arguments and end with the code that --exit names. */
    static final class Simulator {
        private Simulator() {}

        public static void main(String[] arguments) throws IOException {
            List<String> all = List.of(arguments);
            if (all.getFirst().equals("gateway")) {
                listen(Integer.parseInt(all.get(2)));
                return;
            }
            System.out.println("simulator " + all + " at " + System.getenv("TANDA_API"));
            int exit = all.indexOf("--exit");
            System.exit(exit < 0 ? 0 : Integer.parseInt(all.get(exit + 1)));
        }
    }

    private static void listen(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
