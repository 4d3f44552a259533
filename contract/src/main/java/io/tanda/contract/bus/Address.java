package io.tanda.contract.bus;

/**
 * An address of the event bus with what it takes and gives.
 *
 * @param name dotted, lower case
 * @param command what is asked
 * @param reply what {@link Reply.Done} holds
 * @param localOnly asked only within this process: nothing but the process itself can make it fail
 * @param tryLimitMillis how long the first try may take before it is repeated with the same command id at another process; each next
 *     try may take twice as long as the one before, so that who is slow and not silent is not asked more and more
 */
public record Address<C, R>(String name, Class<C> command, Class<R> reply, boolean localOnly, int tryLimitMillis) {
    /** How long a first try may take: enough for a commit on a busy disk, or a look at many rows. */
    public static final int TRY_LIMIT_MILLIS = 1_000;

    public static <C, R> Address<C, R> of(String name, Class<C> command, Class<R> reply) {
        return new Address<>(name, command, reply, false, TRY_LIMIT_MILLIS);
    }

    public Address<C, R> local() {
        return new Address<>(name, command, reply, true, tryLimitMillis);
    }

    public Address<C, R> within(int millis) {
        return new Address<>(name, command, reply, localOnly, millis);
    }

    @Override
    public String toString() {
        return name;
    }
}
