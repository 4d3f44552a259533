package io.tanda.proxy;

import io.vertx.core.net.SocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** @param port 0 = any free one, where something is to listen */
record HostAndPort(String host, int port) {

    /** @throws IllegalArgumentException when it is not {@code host:port} */
    static HostAndPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port <= 65_535) return new HostAndPort(text.substring(0, colon), port);
        }
        throw new IllegalArgumentException("host:port, not \"" + text + "\"");
    }

    SocketAddress address() {
        return SocketAddress.inetSocketAddress(port, host);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** For the command line. */
    static final class Converter implements ITypeConverter<HostAndPort> {
        @Override
        public HostAndPort convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
