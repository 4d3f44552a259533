package io.tanda.seeded;

import io.tanda.platform.testing.FakeCommits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in the journal goes to the topic, in order; between the sending and the note that it was sent there is time for a crash. */
final class Relay {
    private static final int MAX_BATCH = 8;

    private final City city;
    private final Owner<?> site;
    /** Stored: so much of the journal is known to be sent. */
    private int sent;

    private @Nullable Life by;

    Relay(City city, Owner<?> site) {
        this.city = city;
        this.site = site;
    }

    void kick() {
        if (by != null || isDone()) return;
        site.anyLife().ifPresent(life -> {
            by = life;
            life.after(city.trip(), "publishes", site.name(), () -> publish(life));
        });
    }

    private void publish(Life life) {
        List<FakeCommits.Journaled> journal = site.store().journal();
        int until = Math.min(journal.size(), sent + city.chance().between(1, MAX_BATCH));
        for (FakeCommits.Journaled event : journal.subList(sent, until)) {
            city.promises().published(site, event);
            site.log().append(site.recorded(event));
        }
        life.after(city.trip(), "has published", site.name(), () -> {
            sent = until;
            by = null;
            kick();
        });
    }

    void lost(Life life) {
        if (by != life) return;
        by = null;
        kick();
    }

    boolean isDone() {
        return sent == site.store().journal().size();
    }
}
