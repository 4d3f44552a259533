package io.tanda.servers;

/** The wait between two looks at a process that cannot call us. */
final class Pause {

    /** Short against a start of 300 ms, long against the cost of one look. */
    private static final long MILLIS = 20;

    private Pause() {}

    static void shortly() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while waiting for a server", e);
        }
    }
}
