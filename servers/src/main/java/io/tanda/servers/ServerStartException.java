package io.tanda.servers;

/** A server did not come up. The message quotes the end of its log: it is meant to be read by whoever started it. */
public final class ServerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
