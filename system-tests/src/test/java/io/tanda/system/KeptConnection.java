package io.tanda.system;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** One connection that asks again and again and never repeats a request by itself: a request without an answer is an exception. */
final class KeptConnection implements AutoCloseable {
    private static final int SILENCE_MILLIS = 60_000;

    /** @param closes the server asks to go elsewhere */
    record Answer(int status, boolean closes) {}

    private final Socket socket;
    private final InputStream in;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SILENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Answer book(String rider, String body) throws IOException {
        return ask("POST", "/v1/bookings", bookingHeaders(rider), body);
    }

    /** The head, which the server has read when this returns, and no body yet. */
    void beginBooking(String rider, String body) throws IOException {
        send(head("POST", "/v1/bookings", bookingHeaders(rider) + "Expect: 100-continue\r\n", body));
        int status = answer().status();
        if (status != 100) throw new IOException("answered " + status + " before the body");
    }

    private static String bookingHeaders(String rider) {
        return "Authorization: Bearer " + rider + "\r\nIdempotency-Key: " + UUID.randomUUID()
                + "\r\nContent-Type: application/json\r\n";
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    Answer ask(String method, String path, String headers, String body) throws IOException {
        send(head(method, path, headers, body) + body);
        return answer();
    }

    private static String head(String method, String path, String headers, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length() + "\r\n"
                + headers + "\r\n";
    }

    Answer answer() throws IOException {
        String[] head = line().split(" ");
        boolean closes = false;
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.equals("connection: close")) closes = true;
            if (header.startsWith("content-length:"))
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
        }
        if (in.readNBytes(length).length < length) throw new EOFException("half an answer");
        return new Answer(Integer.parseInt(head[1]), closes);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException("no answer");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
