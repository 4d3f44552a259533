package io.tanda.launcher;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system tells this process. The JVM's own way ends a process that was told to stop with 143, and does not tell of a
 * second signal; {@code sun.misc.Signal}, which the JDK keeps open for this (module {@code jdk.unsupported}), does. It is reached by name,
 * for the compiler takes each mention of it as a warning that cannot be turned off.
 */
final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** @param handler called on a thread of its own each time; where that is not possible, the JVM goes on as usual */
    static void on(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {listener}, (self, method, arguments) -> {
                        handler.run();
                        return null;
                    });
            signal.getMethod("handle", signal, listener)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            log.warn("SIG{} is handled by the JVM: this process ends in order, but not with exit code 0", name, e);
        }
    }
}
