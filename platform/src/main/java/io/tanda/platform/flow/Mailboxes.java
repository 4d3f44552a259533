package io.tanda.platform.flow;

import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One at a time for each key, in the order of arrival, in this process only. So it is an economy where a row is contended, whose losers
 * would each cost a commit rolled back: what is true is the database's to decide. From any thread.
 *
 * @param <K> with value equality
 */
public final class Mailboxes<K> {
    private final String what;
    private final int maxWaiting;
    private final Map<K, Mailbox> open = new HashMap<>();

    private static final class Mailbox {
        private Future<Void> last = Future.succeededFuture();
        private int waiting;
    }

    /**
     * @param what a key names, for the message to those that are turned away
     * @param maxWaiting for one key, with the one whose turn it is, at most
     */
    public Mailboxes(String what, int maxWaiting) {
        this.what = what;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Begins the work when all that came before it for this key has ended, well or not.
     *
     * @return what the work says; fails as {@link CommitFailed.Overloaded} where the mailbox is full, and the work never begins
     */
    public <T> Future<T> inTurn(K key, Supplier<Future<T>> work) {
        Promise<Void> ended = Promise.promise();
        Mailbox mailbox;
        Future<Void> before;
        synchronized (open) {
            mailbox = open.computeIfAbsent(key, fresh -> new Mailbox());
            if (mailbox.waiting == maxWaiting)
                return Future.failedFuture(new CommitFailed.Overloaded(maxWaiting + " wait for " + what + " " + key));
            mailbox.waiting++;
            before = mailbox.last;
            mailbox.last = ended.future();
        }
        return before.compose(turn -> work.get()).andThen(done -> {
            leave(key, mailbox);
            ended.complete();
        });
    }

    private void leave(K key, Mailbox mailbox) {
        synchronized (open) {
            if (--mailbox.waiting == 0) open.remove(key);
        }
    }
}
