package io.tanda.contract.bus;

/**
 * An address at which every process that listens is told something, without promise: who misses it must do as well without.
 *
 * @param name dotted, lower case
 * @param type what is told
 */
public record Broadcast<T>(String name, Class<T> type) {
    @Override
    public String toString() {
        return name;
    }
}
