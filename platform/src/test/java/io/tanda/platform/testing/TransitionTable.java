package io.tanda.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A domain's rules as a table, state by command, made by asking the rules themselves: a change of them is read as a difference of
 * {@code docs/transitions/<context>.txt}. After a change that is meant, {@code -Dtanda.transitions.update=true} writes the file anew.
 *
 * <pre>{@code
 * TransitionTable table = new TransitionTable("booking", "What a booking does, state by command.");
 * states.forEach((state, booking) -> {
 *     table.state(state);
 *     commands.forEach((name, command) -> table.row(name, () -> cell(decide(command, booking))));
 * });
 * table.isWrittenDown();
 * }</pre>
 */
public final class TransitionTable {
    private static final String UPDATE = "tanda.transitions.update";

    private sealed interface Line {}

    private record State(String name) implements Line {}

    private record Row(String command, String outcome) implements Line {}

    private final Path file;
    private final String preface;
    private final List<Line> lines = new ArrayList<>();

    /** @param preface one or more lines, for whoever opens the file */
    public TransitionTable(String context, String preface) {
        this(Path.of(System.getProperty("tanda.root", "..")), context, preface);
    }

    TransitionTable(Path root, String context, String preface) {
        this.file = root.resolve("docs").resolve("transitions").resolve(context + ".txt");
        this.preface = preface.strip();
    }

    /** The rows that follow are this state's. */
    @CanIgnoreReturnValue
    public TransitionTable state(String name) {
        lines.add(new State(name));
        return this;
    }

    /** @param outcome an {@link IllegalStateException} is a contradiction: a bug where it happens, said aloud */
    @CanIgnoreReturnValue
    public TransitionTable row(String command, Supplier<String> outcome) {
        lines.add(new Row(command, orContradiction(outcome)));
        return this;
    }

    private static String orContradiction(Supplier<String> outcome) {
        try {
            return outcome.get();
        } catch (IllegalStateException contradiction) {
            return "contradiction";
        }
    }

    public String text() {
        int width = lines.stream()
                .mapToInt(line -> line instanceof Row row ? row.command().length() : 0)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder(preface)
                .append("\nWritten by TransitionsTest with -D")
                .append(UPDATE)
                .append("=true: a change here is a change of the rules.\n");
        for (Line line : lines)
            switch (line) {
                case State state -> text.append('\n').append(state.name()).append('\n');
                case Row row ->
                    text.append("  ")
                            .append(String.format(Locale.ROOT, "%-" + (width + 1) + "s", row.command()))
                            .append(row.outcome())
                            .append('\n');
            }
        return text.toString();
    }

    /** The file in the docs says the same; with the property set, it does afterwards. */
    public void isWrittenDown() {
        isWrittenDown(Boolean.getBoolean(UPDATE));
    }

    void isWrittenDown(boolean update) {
        try {
            if (update) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text());
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("the rules have changed: if that was meant, run with -D%s=true and read the diff", UPDATE)
                    .isEqualTo(text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is a sample of every kind in the sealed family, and of nothing else: the table leaves nothing out. */
    public static void hasEvery(Class<?> sealed, Collection<?> samples) {
        assertThat(samples.stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("samples of every %s", sealed.getSimpleName())
                .isEqualTo(leaves(sealed));
    }

    /** The records at the ends of a sealed family. */
    public static Set<Class<?>> leaves(Class<?> sealed) {
        return leavesOf(sealed).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Class<?>> leavesOf(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(TransitionTable::leavesOf);
    }
}
