package io.tanda.simulator.city;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** How often each {@link Habit} shows, from 0 to 1. */
public final class Habits {
    private final Map<Habit, Double> rates;

    private Habits(Map<Habit, Double> rates) {
        this.rates = rates;
    }

    /** Everybody does the usual all the time. */
    public static Habits none() {
        return new Habits(new EnumMap<>(Habit.class));
    }

    public static Habits usual() {
        Habits habits = none();
        for (Habit habit : Habit.values()) habits = habits.with(habit, habit.usual());
        return habits;
    }

    /** @throws IllegalArgumentException for a rate that is none */
    public Habits with(Habit habit, double rate) {
        if (!(rate >= 0 && rate <= 1))
            throw new IllegalArgumentException(habit.word() + "-rate must be from 0 to 1, not " + rate);
        Map<Habit, Double> changed = new EnumMap<>(Habit.class);
        changed.putAll(rates);
        changed.put(habit, rate);
        return new Habits(changed);
    }

    public double rate(Habit habit) {
        return rates.getOrDefault(habit, 0.0);
    }

    /** Whether it shows this time. */
    boolean shows(Habit habit, Random random) {
        return random.nextDouble() < rate(habit);
    }
}
