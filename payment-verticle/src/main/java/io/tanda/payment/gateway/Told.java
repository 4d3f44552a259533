package io.tanda.payment.gateway;

/** What a webhook comes to: at most the key of a charge, of which the gateway is then asked what is true. */
public sealed interface Told {
    /** @param key ours, or what may be one */
    record About(String key) implements Told {}

    /** It is the gateway's, and about no charge of ours. */
    record Nothing() implements Told {}

    /** @param why it is not believed to be the gateway's; for its sender */
    record NotGenuine(String why) implements Told {}

    /** This gateway sends none, or is told not to. */
    record NotHeard() implements Told {}
}
