package io.tanda.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Query parameters, read like a body: every flaw is remembered, values come when there was none. */
public final class Query {
    /** More than any address of 2,048 bytes has a use for. */
    private static final int MAX_PARAMETERS = 1_024;
    /** No number of ours has more digits, and a long has room for them. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

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

    /** @throws IllegalArgumentException where an escape is none */
    static MultiMap of(HttpServerRequest request) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        if (request.query() == null) return parameters;
        // Only & parts parameters (OpenAPI 3.1, style form): the router's own reading takes a semicolon for one too.
        new QueryStringDecoder(request.uri(), UTF_8, true, MAX_PARAMETERS, true)
                .parameters()
                .forEach(parameters::add);
        return parameters;
    }

    /** A whole number as JSON writes it: digits, without a sign, without zeros before it. */
    public static @Nullable Long wholeNumber(String text, long least, long most) {
        if (!WHOLE_NUMBER.matcher(text).matches()) return null;
        long number = Long.parseLong(text);
        return number >= least && number <= most ? number : null;
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
        Long limit = read("limit", text -> wholeNumber(text, 1, most), "must be a whole number from 1 to " + most);
        return limit == null ? fallback : limit.intValue();
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
