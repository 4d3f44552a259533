package io.tanda.web.http;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds an operation by method and path: a tree of path segments made from {@link Operation}, one map look-up per segment. A fixed
 * segment wins over a parameter.
 */
public final class Routes {
    /** Segments of our longest path, with room; more are nobody's. */
    private static final int MAX_SEGMENTS = 8;

    private final Node root = new Node();

    public Routes() {
        for (Operation operation : Operation.values()) add(operation);
    }

    /** What a path leads to. */
    public sealed interface Match {
        /** @param parameter the one path parameter, undecoded; empty where the path has none */
        record Found(Operation operation, String parameter) implements Match {}

        record WrongMethod(Set<String> allowed) implements Match {}

        record NoSuchPath() implements Match {}
    }

    private static final Match NO_SUCH_PATH = new Match.NoSuchPath();

    public Match find(HttpMethod method, @Nullable String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') return NO_SUCH_PATH;
        Node node = root;
        String parameter = "";
        int start = 1;
        for (int segments = 0; segments < MAX_SEGMENTS; segments++) {
            int end = path.indexOf('/', start);
            String segment = end < 0 ? path.substring(start) : path.substring(start, end);
            Node fixed = node.fixed.get(segment);
            if (fixed != null) {
                node = fixed;
            } else if (node.parameter != null && !segment.isEmpty()) {
                node = node.parameter;
                parameter = segment;
            } else {
                return NO_SUCH_PATH;
            }
            if (end < 0) return at(node, method, parameter);
            start = end + 1;
        }
        return NO_SUCH_PATH;
    }

    private static Match at(Node node, HttpMethod method, String parameter) {
        if (node.operations.isEmpty()) return NO_SUCH_PATH;
        Operation operation = node.operations.get(method);
        if (operation != null) return new Match.Found(operation, parameter);
        Set<String> allowed = new TreeSet<>();
        node.operations.keySet().forEach(known -> allowed.add(known.name()));
        return new Match.WrongMethod(allowed);
    }

    private void add(Operation operation) {
        Node node = root;
        for (String segment : operation.path().substring(1).split("/")) {
            if (segment.startsWith("{")) {
                if (node.parameter == null) node.parameter = new Node();
                node = node.parameter;
            } else {
                node = node.fixed.computeIfAbsent(segment, name -> new Node());
            }
        }
        if (node.operations.put(operation.method(), operation) != null)
            throw new IllegalStateException("two operations at " + operation.method() + " " + operation.path());
    }

    private static final class Node {
        final Map<String, Node> fixed = new HashMap<>();
        final Map<HttpMethod, Operation> operations = new HashMap<>();

        @Nullable
        Node parameter;
    }
}
