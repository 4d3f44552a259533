package io.tanda.map;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done with lines: they are joined where they meet, made simpler, and packed. Pure. */
final class Lines {
    private Lines() {}

    /**
     * Longer lines from those that end where another begins.
     *
     * @param turnable whether a line may be read backwards
     */
    static List<List<Spot>> join(List<List<Spot>> lines, boolean turnable) {
        Map<Spot, Deque<List<Spot>>> byEnd = new HashMap<>();
        for (List<Spot> line : lines) {
            byEnd.computeIfAbsent(line.getFirst(), none -> new ArrayDeque<>()).add(line);
            if (turnable)
                byEnd.computeIfAbsent(line.getLast(), none -> new ArrayDeque<>())
                        .add(line);
        }
        Set<List<Spot>> used = Collections.newSetFromMap(new IdentityHashMap<>());
        List<List<Spot>> joined = new ArrayList<>();
        // Those that nothing leads into begin; what is left then are rings.
        Set<Spot> ledInto = new HashSet<>();
        if (!turnable) lines.forEach(line -> ledInto.add(line.getLast()));
        for (boolean rings : new boolean[] {false, true}) {
            for (List<Spot> line : lines) {
                if (used.contains(line) || (!rings && ledInto.contains(line.getFirst()))) continue;
                used.add(line);
                List<Spot> longer = new ArrayList<>(line);
                extend(longer, byEnd, used);
                if (turnable) {
                    Collections.reverse(longer);
                    extend(longer, byEnd, used);
                }
                joined.add(longer);
            }
        }
        return joined;
    }

    private static void extend(List<Spot> line, Map<Spot, Deque<List<Spot>>> byEnd, Set<List<Spot>> used) {
        while (!line.getFirst().equals(line.getLast())) {
            List<Spot> next = next(byEnd.get(line.getLast()), used);
            if (next == null) return;
            used.add(next);
            List<Spot> onward = next.getFirst().equals(line.getLast()) ? next : next.reversed();
            line.addAll(onward.subList(1, onward.size()));
        }
    }

    private static @Nullable List<Spot> next(@Nullable Deque<List<Spot>> candidates, Set<List<Spot>> used) {
        if (candidates == null) return null;
        for (List<Spot> candidate : candidates) if (!used.contains(candidate)) return candidate;
        return null;
    }

    /** Without what nobody would miss (Douglas and Peucker): no place that is left out was farther than so many meters from the line. */
    static List<Spot> simplify(List<Spot> line, double meters) {
        if (line.size() < 3) return line;
        boolean[] kept = new boolean[line.size()];
        kept[0] = true;
        kept[line.size() - 1] = true;
        keep(line, 0, line.size() - 1, meters, kept);
        List<Spot> simple = new ArrayList<>();
        for (int i = 0; i < line.size(); i++)
            if (kept[i] && (simple.isEmpty() || !simple.getLast().equals(line.get(i)))) simple.add(line.get(i));
        return simple;
    }

    private static void keep(List<Spot> line, int from, int to, double meters, boolean[] kept) {
        int farthest = -1;
        double most = meters;
        for (int i = from + 1; i < to; i++) {
            double away = line.get(i).metersFrom(line.get(from), line.get(to));
            if (away > most) {
                most = away;
                farthest = i;
            }
        }
        if (farthest < 0) return;
        kept[farthest] = true;
        keep(line, from, farthest, meters, kept);
        keep(line, farthest, to, meters, kept);
    }

    /** The first place, then the steps from each to the next: small numbers, which compress well. */
    static int[] pack(List<Spot> line) {
        int[] packed = new int[2 * line.size()];
        int lat = 0;
        int lng = 0;
        for (int i = 0; i < line.size(); i++) {
            Spot spot = line.get(i);
            packed[2 * i] = spot.lat() - lat;
            packed[2 * i + 1] = spot.lng() - lng;
            lat = spot.lat();
            lng = spot.lng();
        }
        return packed;
    }

    /** Of a ring, in square meters, whichever way it turns. */
    static double squareMeters(List<Spot> ring) {
        double doubled = 0;
        for (int i = 0; i + 1 < ring.size(); i++) {
            Spot a = ring.get(i);
            Spot b = ring.get(i + 1);
            doubled += (double) (a.lng() - ring.getFirst().lng())
                            * (b.lat() - ring.getFirst().lat())
                    - (double) (b.lng() - ring.getFirst().lng())
                            * (a.lat() - ring.getFirst().lat());
        }
        double step = 111_195.0 / Spot.SCALE;
        return Math.abs(doubled)
                / 2
                * step
                * step
                * Math.cos(Math.toRadians((double) ring.getFirst().lat() / Spot.SCALE));
    }
}
