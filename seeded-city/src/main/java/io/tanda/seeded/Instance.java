package io.tanda.seeded;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process of a context: it dies and comes back, and what it knew by heart does not. */
final class Instance {
    private final City city;
    private final Site<?> site;
    private final String name;
    private @Nullable Life life;
    private int lives;

    Instance(City city, Site<?> site, int number) {
        this.city = city;
        this.site = site;
        this.name = site.name() + "-" + number;
    }

    Optional<Life> life() {
        return Optional.ofNullable(life);
    }

    void start() {
        lives++;
        Life born = new Life(
                city, name + "." + lives, city.chance().spread(city.weather().skew()));
        life = born;
        site.opened(born);
    }

    /** What was sent to the database may still become true; nobody is left to hear of it. */
    void crash() {
        Life gone = life;
        if (gone == null) return;
        life = null;
        gone.end();
        site.closed(gone);
    }

    @Override
    public String toString() {
        return name;
    }
}
