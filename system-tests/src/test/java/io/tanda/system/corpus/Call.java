package io.tanda.system.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, as it goes over the wire.
 *
 * @param operation the contract's operationId of what is asked; "none" where the path does not have the method
 * @param headers whole lines, without Host and Content-Length
 * @param body absent where none is sent
 */
record Call(String operation, String method, String path, String query, List<String> headers, byte @Nullable [] body) {

    Call path(String other) {
        return new Call(operation, method, other, query, headers, body);
    }

    Call query(String other) {
        return new Call(operation, method, path, other, headers, body);
    }

    /** With this line instead of the header's own. */
    Call header(String name, String... values) {
        List<String> others = new ArrayList<>(headers);
        others.removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        for (String value : values) others.add(name + ": " + value);
        return new Call(operation, method, path, query, others, body);
    }

    Call body(byte @Nullable [] other) {
        return new Call(operation, method, path, query, headers, other);
    }

    Call body(String other) {
        return body(other.getBytes(StandardCharsets.UTF_8));
    }

    Call method(String other, String itsOperation) {
        return new Call(itsOperation, other, path, query, headers, body);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method).append(' ').append(path);
        if (!query.isEmpty()) head.append('?').append(query);
        head.append(" HTTP/1.1\r\nHost: tanda\r\n");
        for (String line : headers) head.append(line).append("\r\n");
        if (body != null) head.append("Content-Length: ").append(body.length).append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
