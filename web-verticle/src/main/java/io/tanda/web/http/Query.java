package io.tanda.web.http;

import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Query parameters, read like a body: every flaw is remembered, values come when there was none. */
public final class Query {
    private final MultiMap parameters;
    private @Nullable Problem problem;

    private Query(MultiMap parameters) {
        this.parameters = parameters;
    }

    public static <T> Decoded<T> read(MultiMap parameters, Function<Query, Supplier<T>> shape) {
        Query query = new Query(parameters);
        Supplier<T> value = shape.apply(query);
        Problem problem = query.problem;
        return problem == null ? new Decoded.Good<>(value.get()) : new Decoded.Bad<>(problem);
    }

    /** The first parameter that the operation does not have or that comes twice. */
    static @Nullable Problem unknown(MultiMap parameters, Operation operation) {
        if (parameters.isEmpty()) return null;
        for (Map.Entry<String, String> parameter : parameters) {
            String name = parameter.getKey();
            if (!operation.queryParameters().contains(name))
                return Problem.of(
                        ProblemCode.INVALID_PARAMETER,
                        operation.queryParameters().isEmpty()
                                ? "This takes no query parameters."
                                : "This takes the query parameters " + List.copyOf(operation.queryParameters())
                                        + " only.");
            if (parameters.getAll(name).size() > 1) return Problem.parameter(name, "must be given once");
        }
        return null;
    }

    public @Nullable UUID uuid(String name) {
        return read(name, Fields::parseUuid, "must be a UUID");
    }

    public @Nullable Instant instant(String name) {
        return read(name, Fields::parseInstant, "must be a time such as 2026-01-01T00:00:00Z (RFC 3339)");
    }

    public int limit(int fallback, int most) {
        Integer limit = read(
                "limit",
                text -> {
                    try {
                        int number = Integer.parseInt(text);
                        return number >= 1 && number <= most ? number : null;
                    } catch (NumberFormatException e) {
                        return null;
                    }
                },
                "must be a whole number from 1 to " + most);
        return limit == null ? fallback : limit;
    }

    /** @param parse gives null for what does not fit @return null when it is absent or does not fit */
    public <T> @Nullable T read(String name, Function<String, @Nullable T> parse, String expected) {
        String text = parameters.get(name);
        if (text == null) return null;
        T value = parse.apply(text);
        if (value == null && problem == null) problem = Problem.parameter(name, expected);
        return value;
    }

    public void require(String name) {
        if (!parameters.contains(name) && problem == null) problem = Problem.parameter(name, "is missing");
    }
}
