package io.tanda.benchmarks;

import io.tanda.roads.MapCache;
import io.tanda.roads.RoadMap;
import io.tanda.roads.Roads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * What a map costs a process that loads it at start.
 *
 * @param seconds until it answers as fast as ever
 * @param heapMib that stay, after a collection
 * @param residentMib of the process, with the code that was loaded and compiled for it
 */
record RoadStart(double seconds, double heapMib, double residentMib) {
    private static final double MIB = 1 << 20;

    /** In a process of its own, with as much heap as the app has. @param folder that holds the map from an earlier start, or is empty */
    static RoadStart measure(Path folder) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx224m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RoadStart.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Scanner said = new Scanner(child.getInputStream(), StandardCharsets.UTF_8).useLocale(Locale.ROOT)) {
            if (!said.hasNextDouble()) throw new IOException("a process that loads the map has failed");
            return new RoadStart(said.nextDouble(), said.nextDouble(), said.nextDouble());
        } finally {
            child.destroyForcibly();
        }
    }

    /** The child. */
    public static void main(String[] arguments) {
        double heap = heapNow();
        double resident = residentNow();
        long began = System.nanoTime();
        Roads roads = Roads.load(RoadMap.shipped(RoadMap.NEW_YORK_MIDTOWN), new MapCache(Path.of(arguments[0])));
        try {
            double seconds = (System.nanoTime() - began) / 1e9;
            double heapAfter = heapNow();
            Console.print("%.3f %.3f %.3f%n", seconds, heapAfter - heap, residentNow() - resident);
        } finally {
            Reference.reachabilityFence(roads);
        }
    }

    private static double heapNow() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }

    /** NaN where the operating system does not say. */
    private static double residentNow() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) return Double.NaN;
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
