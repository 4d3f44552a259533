package io.tanda.verification.planted;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.map.IMap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A lock of the cluster, as one would take it who believes in them. */
public final class ClusterLock {
    private ClusterLock() {}

    /** The same work, begun when its key's lock was had, which is given back when the work has ended. */
    public static <T> Supplier<Future<T>> around(Object key, Supplier<Future<T>> work) {
        return () -> {
            Context mine = Vertx.currentContext();
            Promise<T> done = Promise.promise();
            // A lock belongs to a thread, and none may wait on an event loop.
            Thread.startVirtualThread(() -> hold(key.toString(), mine, work, done));
            return done.future();
        };
    }

    private static <T> void hold(String key, Context mine, Supplier<Future<T>> work, Promise<T> done) {
        try {
            IMap<String, String> locks =
                    Hazelcast.getAllHazelcastInstances().iterator().next().getMap("locks");
            CountDownLatch ended = new CountDownLatch(1);
            locks.lock(key);
            try {
                mine.runOnContext(begun -> Future.succeededFuture()
                        .compose(locked -> work.get())
                        .onComplete(done)
                        .onComplete(any -> ended.countDown()));
                ended.await();
            } finally {
                locks.unlock(key);
            }
        } catch (InterruptedException | RuntimeException e) {
            mine.runOnContext(failed -> done.tryFail(e));
        }
    }
}
