package io.tanda.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A network that breaks, between clients and the cluster: of the connections that are open one after another is cut, picked at random, at
 * once or within the next piece of its answer.
 */
final class Relay implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final int CHUNK_BYTES = 16 * 1024;
    /** An event has some 300 bytes and more: most of these ends lie within one. */
    private static final int WITHIN_BYTES = 300;

    private static final int NOT_YET = -1;

    private final ServerSocket listening;
    private final InetSocketAddress target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong cuts = new AtomicLong();
    private final AtomicLong cutsWithin = new AtomicLong();
    private volatile boolean closed;

    private Relay(ServerSocket listening, InetSocketAddress target) {
        this.listening = listening;
        this.target = target;
    }

    static Relay before(URI api) throws IOException {
        Relay relay = new Relay(
                new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()),
                new InetSocketAddress(api.getHost(), api.getPort()));
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** From now on, until it is closed. */
    void cutEvery(Duration pause) {
        Thread.ofVirtual().name("relay-cuts").start(() -> {
            while (!closed) {
                LockSupport.parkNanos(pause.toNanos());
                cutOne();
            }
        });
    }

    /** Connections that were cut. */
    long cuts() {
        return cuts.get();
    }

    /** Those of them that ended within a piece. */
    long cutsWithin() {
        return cutsWithin.get();
    }

    private void cutOne() {
        List<Link> whole = links.stream().filter(Link::isWhole).toList();
        if (whole.isEmpty()) return;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Link link = whole.get(random.nextInt(whole.size()));
        if (random.nextBoolean()) link.cut();
        else link.cutAfter(1 + random.nextInt(WITHIN_BYTES));
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().name("relay-link").start(() -> connect(client));
            } catch (IOException e) {
                // It was closed.
                return;
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        Link link = new Link(client, server);
        try {
            server.connect(target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            link.end();
            return;
        }
        links.add(link);
        // Meanwhile all links may have been ended.
        if (closed) link.end();
        Thread.ofVirtual().name("relay-requests").start(link::requests);
        link.answers();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listening.close();
        links.forEach(Link::end);
    }

    /** One connection, to both sides. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        /** Bytes of the answer that still pass. */
        private final AtomicInteger left = new AtomicInteger(NOT_YET);

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        boolean isWhole() {
            return left.get() == NOT_YET;
        }

        void cut() {
            cuts.incrementAndGet();
            end();
        }

        void cutAfter(int bytes) {
            left.compareAndSet(NOT_YET, bytes);
        }

        void requests() {
            try {
                client.getInputStream().transferTo(server.getOutputStream());
            } catch (IOException e) {
                // The end of a connection, which is what this is for.
            } finally {
                end();
            }
        }

        void answers() {
            try {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] piece = new byte[CHUNK_BYTES];
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    int allowed = left.get();
                    int passing = allowed == NOT_YET ? read : Math.min(read, allowed);
                    out.write(piece, 0, passing);
                    if (allowed == NOT_YET) continue;
                    if (passing == allowed) {
                        cuts.incrementAndGet();
                        if (passing < read) cutsWithin.incrementAndGet();
                        return;
                    }
                    left.set(allowed - passing);
                }
            } catch (IOException e) {
                // As above.
            } finally {
                end();
            }
        }

        void end() {
            links.remove(this);
            close(client);
            close(server);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }
}
