package io.tanda.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports on the loopback interface. */
public final class Ports {

    /**
     * Below the range from which systems take the ports of outgoing connections (Linux 32768, others 49152): a client
     * that keeps dialling a killed server would otherwise sooner or later be given that very port for its own end, connect
     * to itself, and keep the server from coming back.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 31_999;
    private static final int COUNT = HIGHEST + 1 - LOWEST;
    private static final int TRIES = 200;

    /** From a place of chance on, for others on this machine look as well. */
    private static final AtomicInteger next =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** A port that nobody listens on at this moment, and that nobody in this process was given before while there are others. */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = LOWEST + Math.floorMod(next.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + LOWEST + " and " + HIGHEST);
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of the previous owner that still linger (TIME_WAIT) do not take the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for a port whose former owner may still be dying. */
    public static boolean awaitFree(int port, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isFree(port)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.shortly();
        }
        return true;
    }
}
