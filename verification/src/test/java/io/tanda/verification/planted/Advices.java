package io.tanda.verification.planted;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.OptionalLong;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;

/** What is woven into methods of the product. */
final class Advices {
    private Advices() {}

    static final class Unconditional {
        private Unconditional() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 1, readOnly = false) String sql, @Advice.Argument(2) Tuple arguments) {
            sql = Acceptance.unconditional(sql, arguments);
        }
    }

    static final class Skipped {
        private Skipped() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    static final class OfAllPolled {
        private OfAllPolled() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("afterLast") long afterLast,
                @Advice.FieldValue("committed") long committed,
                @Advice.Return(readOnly = false) OptionalLong offset) {
            offset = afterLast > committed ? OptionalLong.of(afterLast) : OptionalLong.empty();
        }
    }

    static final class None {
        private None() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) OptionalLong offset) {
            offset = OptionalLong.empty();
        }
    }

    static final class Locked {
        private Locked() {}

        @Advice.OnMethodEnter
        static <T> void enter(
                @Advice.Argument(0) Object key,
                @Advice.Argument(value = 1, readOnly = false) Supplier<Future<T>> work) {
            work = ClusterLock.around(key, work);
        }
    }

    static final class Cut {
        private Cut() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This Object connection) {
            return Cable.isLost(connection);
        }

        /** As if it had been sent. */
        @Advice.OnMethodExit
        static void exit(@Advice.Enter boolean lost, @Advice.Return(readOnly = false) boolean written) {
            if (lost) written = true;
        }
    }
}
