package io.tanda.platform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A network that fails on demand, between a client and a server on this machine. */
public final class TcpProxy implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private volatile boolean refusing;

    /** What happens to a chunk of bytes from the client, and to its connection. */
    public enum Fate {
        /** The server never sees it; the connection ends on both sides. */
        LOST,
        /** The server gets it; its answer never arrives, and the connection ends on both sides. */
        ANSWER_LOST,
        /** The server never sees it, and nobody is told: the connection stays open and silent. */
        SILENCE
    }

    /** @param before seen on the same connection earlier, or empty */
    private record Trap(String before, String bait, Fate fate) {}

    private TcpProxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    public static TcpProxy to(int port) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            start("proxy-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Once, for the first chunk of bytes from a client that contains this text. */
    public void next(String bait, Fate fate) {
        trap.set(new Trap("", bait, fate));
    }

    /** The same, on a connection where another text was sent before. */
    public void nextAfter(String before, String bait, Fate fate) {
        trap.set(new Trap(before, bait, fate));
    }

    /** The fate was met. */
    public boolean sprung() {
        return trap.get() == null;
    }

    /** True: new connections end at once. Those that are there stay. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** Ends every connection. */
    public void cut() {
        sockets.forEach(TcpProxy::end);
        sockets.clear();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            if (refusing) {
                end(client);
                continue;
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            Requests requests = new Requests();
            start("proxy-requests", () -> pump(client, server, requests::fate));
            start("proxy-answers", () -> pump(server, client, chunk -> requests.answersLost ? Fate.LOST : null));
        }
    }

    /** What one connection's client has sent. */
    private final class Requests {
        private @Nullable Trap armed;
        volatile boolean answersLost;

        @Nullable
        Fate fate(byte[] chunk) {
            Trap set = trap.get();
            if (set == null) return null;
            String text = new String(chunk, StandardCharsets.ISO_8859_1);
            if (text.contains(set.before())) armed = set;
            if (!set.equals(armed) || !text.contains(set.bait()) || !trap.compareAndSet(set, null)) return null;
            answersLost = set.fate() == Fate.ANSWER_LOST;
            return set.fate();
        }
    }

    private static void pump(Socket from, Socket to, Function<byte[], @Nullable Fate> fates) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[CHUNK_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] chunk = Arrays.copyOf(buffer, read);
                Fate fate = fates.apply(chunk);
                if (fate == Fate.LOST) return;
                if (fate == Fate.SILENCE) continue;
                out.write(chunk);
                out.flush();
            }
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // the end of a connection, which is what this is for
            }
        });
    }
}
