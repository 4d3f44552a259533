package io.tanda.web.api;

import io.tanda.web.http.Operation;
import io.tanda.web.stream.Streams;
import java.util.List;

/**
 * What one context shows over HTTP.
 *
 * @param name its piece of the contract is the resource {@code openapi/NAME.yaml}
 * @param operations what its piece of the contract lists, no more and no less
 * @param streams what its operations open
 * @param looks what else is done every 2 s
 */
public record Part(String name, List<Operation> operations, List<Streams> streams, List<Runnable> looks) {
    public Part(String name, List<Operation> operations, List<Streams> streams) {
        this(name, operations, streams, List.of());
    }
}
