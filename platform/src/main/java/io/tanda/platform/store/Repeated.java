package io.tanda.platform.store;

import io.tanda.contract.CommandId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands that come again while their first is under way, or soon after it. Each would have the transaction of all its companions
 * rolled back: so they wait here, or are answered from the table. An economy and no promise: what another process wrote is not known
 * here, and the key of the table decides. Lives on the store's context.
 */
final class Repeated {
    /** Of clients that ask again after some seconds, at a few thousand commands a second; about 100 bytes each. */
    static final int MAX_REMEMBERED = 32_768;

    private final Map<CommandId, List<Waiting>> underWay = new HashMap<>();
    private final Map<CommandId, Boolean> done = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CommandId, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** @return false: its first is under way, and {@link #ended} gives this one back */
    boolean begin(CommandId id, Waiting of) {
        List<Waiting> others = underWay.get(id);
        if (others == null) {
            underWay.put(id, new ArrayList<>());
            return true;
        }
        others.add(of);
        return false;
    }

    /** The one that had begun has its answer. @return those that came meanwhile */
    List<Waiting> ended(CommandId id, boolean tookEffect) {
        if (tookEffect) done.put(id, true);
        List<Waiting> others = underWay.remove(id);
        return others == null ? List.of() : others;
    }

    /** It had taken effect when this process last knew. */
    boolean wasDone(CommandId id) {
        return done.get(id) != null;
    }

    /** Its row is gone. */
    void forget(CommandId id) {
        done.remove(id);
    }
}
