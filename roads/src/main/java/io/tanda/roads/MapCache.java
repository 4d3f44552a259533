package io.tanda.roads;

import com.graphhopper.GraphHopper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where what was made of a map is kept, so that the next start need not make it again: a folder for each content and form.
 *
 * @param folder null = it is made at each start
 */
public record MapCache(@Nullable Path folder) {
    public static final MapCache NONE = new MapCache(null);

    /** The setting; blank = none. */
    public static final String EXPECTED = "a folder that can be written";

    /** @param problems told what is wrong @return none where something was wrong */
    public static MapCache of(String folder, Consumer<String> problems) {
        if (folder.isBlank()) return NONE;
        try {
            Path path = Path.of(folder);
            if (Files.isDirectory(path) && Files.isWritable(path)) return new MapCache(path);
            problems.accept(folder + " is not " + EXPECTED);
        } catch (InvalidPathException e) {
            problems.accept(folder + " is not " + EXPECTED + ": " + e);
        }
        return NONE;
    }

    /**
     * @param form another one where what was kept can no longer be read
     * @param empty makes one that has no map yet
     */
    GraphHopper open(RoadMap map, String form, Supplier<GraphHopper> empty) {
        try {
            if (folder == null) return inMemory(map, empty.get());
            Path kept = folder.resolve(form + "-" + map.digest());
            if (!Files.isDirectory(kept)) keep(map, folder, kept, empty.get());
            GraphHopper hopper = empty.get();
            hopper.setGraphHopperLocation(kept.toString());
            hopper.setAllowWrites(false);
            if (!hopper.load()) throw new IllegalStateException(kept + " is not what was kept there: delete it");
            return hopper;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GraphHopper inMemory(RoadMap map, GraphHopper hopper) throws IOException {
        Path work = Files.createTempDirectory("tanda-roads");
        try {
            hopper.setStoreOnFlush(false);
            return read(map, work, hopper);
        } finally {
            delete(work);
        }
    }

    /** Beside its place and then into it: who dies meanwhile leaves nothing half, and who comes second finds it there. */
    private static void keep(RoadMap map, Path folder, Path kept, GraphHopper hopper) throws IOException {
        Path work = Files.createTempDirectory(folder, "making");
        try {
            read(map, work, hopper).close();
            Files.move(work.resolve("graph"), kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(kept)) throw e;
        } finally {
            delete(work);
        }
    }

    private static GraphHopper read(RoadMap map, Path work, GraphHopper hopper) {
        Path extract = work.resolve("map.osm.pbf");
        map.copyTo(extract);
        hopper.setOSMFile(extract.toString());
        hopper.setGraphHopperLocation(work.resolve("graph").toString());
        try {
            return hopper.importOrLoad();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(map.name() + " is no map that can be read: " + cause(e), e);
        }
    }

    private static String cause(Throwable failure) {
        return failure.getCause() == null ? String.valueOf(failure.getMessage()) : cause(failure.getCause());
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
