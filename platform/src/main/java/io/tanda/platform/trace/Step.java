package io.tanda.platform.trace;

import org.jspecify.annotations.Nullable;

/** One step of a trace, from its beginning to its end. */
public interface Step {
    Step NONE = new Step() {
        @Override
        public @Nullable String traceparent(@Nullable String otherwise) {
            return otherwise;
        }

        @Override
        public Step with(String key, String value) {
            return this;
        }

        @Override
        public Step with(String key, long value) {
            return this;
        }

        @Override
        public void end() {}

        @Override
        public void fail(String why) {}
    };

    /** What the next step goes on from (W3C). @param otherwise where this step is none */
    @Nullable
    String traceparent(@Nullable String otherwise);

    /** @param value one of few: it is searched by, and read by others than who may see the ride */
    Step with(String key, String value);

    /** As {@link #with(String, String)}. */
    Step with(String key, long value);

    void end();

    /** Ends as an error. @param why a class of failure, never a message: those quote what people send */
    void fail(String why);
}
