package io.tanda.web.json;

import io.tanda.web.http.Problem;

/** What became of a client's body. */
public sealed interface Decoded<T> {
    record Good<T>(T value) implements Decoded<T> {}

    record Bad<T>(Problem problem) implements Decoded<T> {}
}
