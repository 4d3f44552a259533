package io.tanda.payment.gateway;

/** What proves who somebody is: it is in no log, also where a record that has it is printed. Empty: there is none. */
public record Secret(String value) {
    public static final Secret NONE = new Secret("");

    public boolean isSet() {
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "Secret" : "none";
    }
}
