package io.tanda.benchmarks;

import io.tanda.benchmarks.ServerCounters.Counter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What database and processes have done until a moment, or between two.
 *
 * @param counted by the database's server
 * @param cpu of user and system, of all threads, also of those that have ended
 */
record Usage(Map<Counter, Long> counted, Map<Part, Duration> cpu) {
    /** The processes that spend CPU time on a measurement. */
    enum Part {
        APP("app"),
        DATABASE("database"),
        BROKER("broker"),
        GATEWAY("gateway"),
        GENERATOR("generator");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    Usage {
        counted = Map.copyOf(counted);
        cpu = Map.copyOf(cpu);
    }

    static Usage now(ServerCounters counters, Map<Part, Long> pids) {
        Map<Part, Duration> cpu = new EnumMap<>(Part.class);
        pids.forEach((part, pid) -> cpu.put(part, cpuOf(part, pid)));
        return new Usage(counters.read(), cpu);
    }

    /** To 10 ms: Linux counts in these steps. */
    private static Duration cpuOf(Part part, long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException(
                        "no CPU time of the " + part.title + ": process " + pid + " is gone"));
    }

    /** What was done between an earlier moment and this one, in which the same was read. */
    Usage since(Usage earlier) {
        Map<Counter, Long> counts = new EnumMap<>(Counter.class);
        counted.forEach((counter, value) -> counts.put(counter, value - of(earlier, counter)));
        Map<Part, Duration> spent = new EnumMap<>(Part.class);
        cpu.forEach((part, value) -> spent.put(part, value.minus(of(earlier, part))));
        return new Usage(counts, spent);
    }

    private static long of(Usage usage, Counter counter) {
        Long value = usage.counted.get(counter);
        if (value == null) throw new IllegalArgumentException("nothing was read of " + counter);
        return value;
    }

    private static Duration of(Usage usage, Part part) {
        Duration value = usage.cpu.get(part);
        if (value == null) throw new IllegalArgumentException("nothing was read of " + part);
        return value;
    }

    double perRide(Counter counter, long rides) {
        return of(this, counter) / (double) rides;
    }

    double cpuMillisPerRide(Part part, long rides) {
        return of(this, part).toNanos() / 1e6 / rides;
    }
}
