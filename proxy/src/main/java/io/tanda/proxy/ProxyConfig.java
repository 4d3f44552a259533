package io.tanda.proxy;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * @param http where clients come
 * @param management where it says whether any front is ready
 * @param fronts in the order in which they take turns
 * @param answerLimitMillis until an answer begins; how long it then takes is between front and client
 */
record ProxyConfig(HostAndPort http, HostAndPort management, List<Upstream> fronts, int answerLimitMillis) {

    /** Longer than a front's own limit for everything it asks (8 s). */
    static final int ANSWER_LIMIT_MILLIS = 15_000;

    /** @param management where {@code /health/ready} is */
    record Upstream(HostAndPort http, HostAndPort management) {

        /** {@code host:port,host:port}. @throws IllegalArgumentException when it is none */
        static Upstream parse(String text) {
            String[] both = text.split(",", -1);
            if (both.length != 2) throw new IllegalArgumentException("HTTP,MANAGEMENT, not \"" + text + "\"");
            return new Upstream(HostAndPort.parse(both[0]), HostAndPort.parse(both[1]));
        }

        /** For the command line. */
        static final class Converter implements ITypeConverter<Upstream> {
            @Override
            public Upstream convert(String text) {
                try {
                    return parse(text);
                } catch (IllegalArgumentException e) {
                    throw new TypeConversionException(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    ProxyConfig {
        fronts = List.copyOf(fronts);
        if (fronts.isEmpty()) throw new IllegalArgumentException("a proxy needs a front at least");
        if (answerLimitMillis < 1) throw new IllegalArgumentException("answerLimitMillis must be at least 1");
    }
}
