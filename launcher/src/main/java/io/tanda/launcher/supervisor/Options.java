package io.tanda.launcher.supervisor;

import io.tanda.platform.time.DomainClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for: an option before a variable of the environment before a default.
 *
 * @param speed of the domain's clock; null: as it was, or real time
 * @param once stop everything when the simulator has ended
 * @param shape what the app is: one process, or a small cluster behind a proxy
 * @param splitPort the first of {@link AppProcess#PORTS} of its processes
 * @param mysqlUrl an external server, null: our own
 * @param kafkaBootstrap an external broker, null: our own
 * @param gatewayUrl an external gateway, null: the simulated one
 * @param forSimulator what is not ours: handed on
 */
record Options(
        Command command,
        @Nullable Double speed,
        boolean once,
        Shape shape,
        int httpPort,
        int managementPort,
        int gatewayPort,
        int mysqlPort,
        int kafkaPort,
        int splitPort,
        @Nullable String mysqlUrl,
        @Nullable String kafkaBootstrap,
        @Nullable String gatewayUrl,
        List<String> forSimulator) {

    /**
     * 2,000 trips keep 1,000 taxis busy for 46 minutes, the last ones for some 30 more: four minutes of real time. The rider's minute counts
     * from his request, and is 3 s here: faster, and a JVM that still compiles lets it pass.
     */
    static final double DEMO_SPEED = 20;

    /** With kills, search windows, offers and positions must outlive the restart of everything; a cluster warms up six times. */
    static final double SLOW_SPEED = 10;

    /** Seven pods on two cores have some four rides a second to spare, beside the drivers' positions. */
    static final double PODS_SPEED = 4;

    private static final List<String> PORTS =
            List.of("--port", "--management-port", "--gateway-port", "--mysql-port", "--kafka-port", "--split-port");

    enum Command {
        UP,
        DEMO,
        RIDE
    }

    enum Shape {
        WHOLE,
        /** Processes of this machine. */
        SPLIT,
        /** Containers, from the manifests of Kubernetes. */
        PODS
    }

    /** What was asked for makes no sense; the message is for whoever typed it. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    Options {
        forSimulator = List.copyOf(forSimulator);
    }

    boolean split() {
        return shape == Shape.SPLIT;
    }

    boolean pods() {
        return shape == Shape.PODS;
    }

    static Options parse(List<String> arguments, Map<String, String> environment) throws Refused {
        if (arguments.isEmpty()) {
            throw new Refused("What to do? up, demo or ride");
        }
        Command command = switch (arguments.getFirst()) {
            case "up" -> Command.UP;
            case "demo" -> Command.DEMO;
            case "ride" -> Command.RIDE;
            default -> throw new Refused("There is no command " + arguments.getFirst() + ": up, demo or ride");
        };
        Map<String, String> given = new HashMap<>();
        List<String> others = new ArrayList<>();
        boolean once = false;
        Shape shape = Shape.WHOLE;
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.equals("--once") && command == Command.DEMO) {
                once = true;
            } else if (name.equals("--split") && equals < 0) {
                shape = Shape.SPLIT;
            } else if (name.equals("--pods") && equals < 0) {
                shape = Shape.PODS;
            } else if (PORTS.contains(name) || name.equals("--speed")) {
                if (equals >= 0) {
                    given.put(name, argument.substring(equals + 1));
                } else if (i + 1 < arguments.size()) {
                    i++;
                    given.put(name, arguments.get(i));
                } else {
                    throw new Refused(name + " needs a value");
                }
            } else if (command == Command.UP) {
                throw new Refused("up does not know " + argument + "; see ./tanda help");
            } else {
                others.add(argument);
            }
        }
        if (shape == Shape.PODS) {
            checkPods(others, environment);
        }
        return new Options(
                command,
                speed(command, demoSpeed(shape, others), given.get("--speed")),
                once,
                shape,
                port(given, "--port", environment, "TANDA_HTTP_PORT", 8080),
                port(given, "--management-port", environment, "TANDA_MANAGEMENT_PORT", 9090),
                port(given, "--gateway-port", environment, "TANDA_GATEWAY_PORT", 8070),
                port(given, "--mysql-port", environment, "TANDA_MYSQL_PORT", 13306),
                port(given, "--kafka-port", environment, "TANDA_KAFKA_PORT", 19092),
                splitPort(given, environment),
                text(environment, "TANDA_MYSQL_URL"),
                text(environment, "TANDA_KAFKA_BOOTSTRAP"),
                text(environment, "TANDA_GATEWAY_URL"),
                others);
    }

    private static void checkPods(List<String> others, Map<String, String> environment) throws Refused {
        if (others.contains("--chaos")) {
            throw new Refused(
                    "--chaos kills processes of this machine, and --pods has containers: try --split --chaos");
        }
        for (String variable : List.of("TANDA_MYSQL_URL", "TANDA_KAFKA_BOOTSTRAP", "TANDA_GATEWAY_URL")) {
            if (text(environment, variable) != null) {
                throw new Refused(
                        "--pods starts its own servers, for its network has no way out: take " + variable + " away");
            }
        }
    }

    private static double demoSpeed(Shape shape, List<String> others) {
        if (shape == Shape.PODS) return PODS_SPEED;
        return shape == Shape.SPLIT || others.contains("--chaos") ? SLOW_SPEED : DEMO_SPEED;
    }

    private static @Nullable Double speed(Command command, double ofDemo, @Nullable String text) throws Refused {
        if (text == null) {
            return switch (command) {
                case DEMO -> ofDemo;
                case UP -> 1.0;
                // A ride that starts a server for itself leaves the clock as it is.
                case RIDE -> null;
            };
        }
        try {
            return DomainClock.requireScale(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new Refused("--speed must be a number, not " + text);
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private static int port(
            Map<String, String> given, String option, Map<String, String> environment, String variable, int fallback)
            throws Refused {
        String text = given.getOrDefault(option, environment.getOrDefault(variable, ""));
        if (text.isBlank()) {
            return fallback;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new Refused(option + " (" + variable + ") must be a port from 1 to 65535, not " + text);
    }

    private static int splitPort(Map<String, String> given, Map<String, String> environment) throws Refused {
        int first = port(given, "--split-port", environment, "TANDA_SPLIT_PORT", 9100);
        if (first + AppProcess.PORTS - 1 > 65_535) {
            throw new Refused("--split-port (TANDA_SPLIT_PORT) is the first of " + AppProcess.PORTS
                    + " ports, so it must be at most " + (65_536 - AppProcess.PORTS) + ", not " + first);
        }
        return first;
    }

    private static @Nullable String text(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : value;
    }
}
