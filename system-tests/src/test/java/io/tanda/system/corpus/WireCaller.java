package io.tanda.system.corpus;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One connection, on which what is wrong stays wrong: no client library mends it. Opened anew when the server closes it. */
final class WireCaller implements AutoCloseable {
    private static final int LIMIT_MILLIS = 20_000;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    WireCaller(int port) {
        this.port = port;
    }

    /** @param headers by lower-case name @param body empty for a stream, of which only the head is read */
    record Seen(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** A connection that was kept may have been closed by the server meanwhile: then on a new one. */
    Seen send(Call call) throws IOException {
        if (socket != null) {
            try {
                return exchange(call);
            } catch (EOFException | SocketException e) {
                close();
            }
        }
        Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(LIMIT_MILLIS);
        socket = opened;
        in = new BufferedInputStream(opened.getInputStream());
        return exchange(call);
    }

    private Seen exchange(Call call) throws IOException {
        Socket open = socket;
        if (open == null) throw new IOException("not connected");
        try {
            open.getOutputStream().write(call.bytes());
        } catch (IOException e) {
            // It may have been answered and closed before all of it was written.
        }
        int status = status();
        Map<String, String> headers = headers();
        // Only says that the body may come.
        while (status == 100) {
            status = status();
            headers = headers();
        }
        boolean bodiless = call.method().equals("HEAD") || status == 204 || status == 304;
        boolean stream = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        String length = headers.get("content-length");
        String body = bodiless || stream || length == null ? "" : text(Integer.parseInt(length));
        if ((stream && !bodiless) || "close".equalsIgnoreCase(headers.get("connection"))) close();
        return new Seen(status, headers, body);
    }

    private int status() throws IOException {
        return Integer.parseInt(line().substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.put(name, line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new IOException("an answer was cut short");
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) throw new EOFException("closed without an answer");
            if (b != '\r') line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) open.close();
    }
}
