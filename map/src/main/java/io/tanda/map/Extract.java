package io.tanda.map;

import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderRelation;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.OSMInputFile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is in an extract of OpenStreetMap.
 *
 * @param box around all of it: its south-west and its north-east
 */
record Extract(List<Way> ways, List<Area> relations, Spot southWest, Spot northEast) {
    /** @param line as far as its places are in the extract */
    record Way(Map<String, String> tags, List<Spot> line) {}

    /** A thing that several ways are the outline of. @param outlines its outer ways, not joined */
    record Area(Map<String, String> tags, List<List<Spot>> outlines) {}

    /** Blocks. */
    static Extract read(File pbf) throws IOException {
        Map<Long, Spot> spots = new HashMap<>();
        Map<Long, Way> ways = new HashMap<>();
        List<ReaderRelation> relations = new ArrayList<>();
        // In a file nodes come before ways, and these before relations.
        try (OSMInputFile file = new OSMInputFile(pbf).setWorkerThreads(1)) {
            file.open();
            for (ReaderElement next = file.getNext(); next != null; next = file.getNext()) {
                switch (next) {
                    case ReaderNode node -> spots.put(node.getId(), Spot.of(node.getLat(), node.getLon()));
                    case ReaderWay way -> ways.put(way.getId(), way(way, spots));
                    case ReaderRelation relation -> relations.add(relation);
                    default -> {
                        // The file's head.
                    }
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(pbf + " cannot be read", e);
        }
        return new Extract(
                ways.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .filter(way -> way.line().size() > 1)
                        .toList(),
                relations.stream().map(relation -> area(relation, ways)).toList(),
                new Spot(
                        spots.values().stream().mapToInt(Spot::lat).min().orElseThrow(),
                        spots.values().stream().mapToInt(Spot::lng).min().orElseThrow()),
                new Spot(
                        spots.values().stream().mapToInt(Spot::lat).max().orElseThrow(),
                        spots.values().stream().mapToInt(Spot::lng).max().orElseThrow()));
    }

    private static Way way(ReaderWay way, Map<Long, Spot> spots) {
        List<Spot> line = new ArrayList<>();
        for (var node : way.getNodes()) {
            Spot spot = spots.get(node.value);
            if (spot != null && (line.isEmpty() || !line.getLast().equals(spot))) line.add(spot);
        }
        return new Way(tags(way), line);
    }

    private static Area area(ReaderRelation relation, Map<Long, Way> ways) {
        List<List<Spot>> outlines = relation.getMembers().stream()
                .filter(member -> member.getType() == ReaderElement.Type.WAY
                        && member.getRole().equals("outer"))
                .map(member -> ways.get(member.getRef()))
                .filter(Objects::nonNull)
                .map(Way::line)
                .filter(line -> line.size() > 1)
                .toList();
        return new Area(tags(relation), outlines);
    }

    private static Map<String, String> tags(ReaderElement element) {
        Map<String, String> tags = new HashMap<>();
        element.getTags().forEach((name, value) -> tags.put(name, String.valueOf(value)));
        return tags;
    }

    /** The rings of all things of a kind, be they one way or several. */
    List<List<Spot>> rings(Predicate<Map<String, String>> kind) {
        Stream<List<Spot>> simple =
                ways.stream().filter(way -> kind.test(way.tags())).map(Way::line);
        Stream<List<Spot>> composed = relations.stream()
                .filter(area -> kind.test(area.tags()))
                .flatMap(area -> Lines.join(area.outlines(), true).stream());
        return Stream.concat(simple, composed)
                .filter(line -> line.size() > 3 && line.getFirst().equals(line.getLast()))
                .toList();
    }
}
