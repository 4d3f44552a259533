package io.tanda.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanda.contract.Characters;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body field by field and remembers every flaw with its place, so that a client learns of all of them at once. It accepts and
 * refuses what the contract's schemas do (a test compares them over a corpus made from the schemas): reading once into what is needed
 * costs a tenth of validating a tree against a schema first. No value of the client's is ever repeated in a flaw.
 */
public final class Fields {
    /** Deeper than any body of ours. */
    private static final int MAX_DEPTH = 8;
    /** Longer than any number that means something; a longer one is an attack on the parser. */
    private static final int MAX_NUMBER_CHARACTERS = 40;

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,39}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern INSTANT_TEXT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?"
                    // Wider than any time zone is; Java takes no more than 18 hours.
                    + "(Z|[+-](0\\d|1[0-7]):[0-5]\\d)");

    private static final ObjectReader JSON = JsonMapper.builder(factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final ObjectNode object;
    private final String pointer;
    private final Findings findings;
    /** The names asked for: few, and only looked through when something is left over. */
    private final List<String> asked = new ArrayList<>(8);

    private int known;

    private Fields(ObjectNode object, String pointer, Findings findings) {
        this.object = object;
        this.pointer = pointer;
        this.findings = findings;
    }

    /**
     * Reads a whole body.
     *
     * @param body empty counts as an empty object
     * @param shape asks for each field, then makes the value; making it is left out where a field was flawed
     */
    public static <T> Decoded<T> read(Buffer body, Function<Fields, Supplier<T>> shape) {
        JsonNode root;
        try {
            root = body.length() == 0 ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text(body));
        } catch (JsonProcessingException e) {
            // The parser's own message repeats what it read.
            var where = e.getLocation();
            String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
            return new Decoded.Bad<>(Problem.of(
                    ProblemCode.MALFORMED_BODY,
                    "The body is not one JSON object in UTF-8 with each name once: it breaks" + place + "."));
        } catch (CharacterCodingException e) {
            return new Decoded.Bad<>(Problem.of(ProblemCode.MALFORMED_BODY, "The body is not UTF-8."));
        }
        Findings findings = new Findings();
        if (!(root instanceof ObjectNode object)) {
            findings.flaw("", "must be an object");
            return findings.bad();
        }
        Fields fields = new Fields(object, "", findings);
        Supplier<T> value = shape.apply(fields);
        fields.nothingElse();
        return findings.none() ? new Decoded.Good<>(value.get()) : findings.bad();
    }

    /** RFC 8259, 8.1: UTF-8 and nothing else. The parser itself would guess UTF-16 and UTF-32, and passes over what is no UTF-8. */
    private static String text(Buffer body) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
    }

    /** A field's value; only asked for when nothing was flawed. */
    public static final class Field<T> {
        private final @Nullable T value;

        private Field(@Nullable T value) {
            this.value = value;
        }

        public T get() {
            if (value == null) throw new IllegalStateException("asked for a flawed field");
            return value;
        }

        public @Nullable T orNull() {
            return value;
        }

        public T or(T fallback) {
            return value == null ? fallback : value;
        }
    }

    /** How one kind of value is read: null says that a flaw was found and noted. */
    @FunctionalInterface
    public interface Kind<T> {
        @Nullable
        T read(JsonNode value, String pointer, Findings findings);
    }

    public <T> Field<T> required(String name, Kind<T> kind) {
        asked.add(name);
        JsonNode value = object.get(name);
        if (value == null) {
            findings.flaw(pointer + "/" + name, "is missing");
            return new Field<>(null);
        }
        known++;
        return new Field<>(kind.read(value, pointer + "/" + name, findings));
    }

    public <T> Field<T> optional(String name, Kind<T> kind) {
        asked.add(name);
        JsonNode value = object.get(name);
        if (value == null) return new Field<>(null);
        known++;
        return new Field<>(kind.read(value, pointer + "/" + name, findings));
    }

    private void nothingElse() {
        if (object.size() == known) return;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (asked.contains(field.getKey())) continue;
            // A name may itself be what must not be repeated.
            boolean plain = PLAIN_NAME.matcher(field.getKey()).matches();
            findings.flaw(
                    plain ? pointer + "/" + field.getKey() : pointer,
                    plain ? "is not a known field" : "has a field that is not known");
        }
    }

    public static Kind<String> text(int leastCharacters, int mostCharacters) {
        return (value, pointer, findings) -> {
            if (!value.isTextual()) return findings.flaw(pointer, "must be a text");
            String text = value.textValue();
            if (CardNumbers.in(text)) return findings.cardNumber(pointer);
            // Half a character could be read and stored, but never be sent again.
            if (!isWellFormed(text)) return findings.flaw(pointer, "must be Unicode");
            int characters = Characters.in(text);
            if (characters < leastCharacters || characters > mostCharacters)
                return findings.flaw(pointer, "must have " + leastCharacters + " to " + mostCharacters + " characters");
            return text;
        };
    }

    /** Surrogates that make no pair are what {@code codePoints} gives as they are. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    public static Kind<Double> number(double least, double most) {
        return (value, pointer, findings) -> {
            if (!value.isNumber()) return findings.flaw(pointer, "must be a number");
            double number = value.doubleValue();
            if (!(number >= least && number <= most))
                return findings.flaw(pointer, "must be from " + (long) least + " to " + (long) most);
            return number;
        };
    }

    /** A whole number; 2.0 is one, as in JSON Schema. */
    public static Kind<Long> whole(long least, long most) {
        return (value, pointer, findings) -> {
            if (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue()))
                return findings.flaw(pointer, "must be a whole number");
            double number = value.doubleValue();
            if (!(number >= least && number <= most))
                return findings.flaw(pointer, "must be from " + least + " to " + most);
            return value.longValue();
        };
    }

    public static Kind<Boolean> flag() {
        return (value, pointer, findings) -> {
            if (!value.isBoolean()) return findings.flaw(pointer, "must be true or false");
            return value.booleanValue();
        };
    }

    public static Kind<UUID> uuid() {
        return (value, pointer, findings) -> {
            UUID id = value.isTextual() ? parseUuid(value.textValue()) : null;
            return id == null ? findings.flaw(pointer, "must be a UUID") : id;
        };
    }

    public static Kind<Instant> instant() {
        return (value, pointer, findings) -> {
            Instant instant = value.isTextual() ? parseInstant(value.textValue()) : null;
            return instant == null
                    ? findings.flaw(pointer, "must be a time such as 2026-01-01T00:00:00Z (RFC 3339)")
                    : instant;
        };
    }

    /** @param byName every name there is */
    public static <T> Kind<T> oneOf(Map<String, T> byName) {
        return (value, pointer, findings) -> {
            T known = value.isTextual() ? byName.get(value.textValue()) : null;
            return known == null ? findings.flaw(pointer, "must be one of " + byName.keySet()) : known;
        };
    }

    public static <T> Kind<T> object(Function<Fields, Supplier<T>> shape) {
        return (value, pointer, findings) -> {
            if (!(value instanceof ObjectNode object)) return findings.flaw(pointer, "must be an object");
            int before = findings.count();
            Fields fields = new Fields(object, pointer, findings);
            Supplier<T> made = shape.apply(fields);
            fields.nothingElse();
            return findings.count() > before ? null : made.get();
        };
    }

    public static <T> Kind<List<T>> list(int least, int most, Kind<T> kind) {
        return (value, pointer, findings) -> {
            if (!value.isArray()) return findings.flaw(pointer, "must be a list");
            if (value.size() < least || value.size() > most)
                return findings.flaw(pointer, "must have " + least + " to " + most + " entries");
            List<T> entries = new ArrayList<>(value.size());
            for (int i = 0; i < value.size() && !findings.full(); i++) {
                T entry = kind.read(value.get(i), pointer + "/" + i, findings);
                if (entry != null) entries.add(entry);
            }
            return entries;
        };
    }

    /** A rule over a value that is well formed by itself. */
    public static <T> Kind<T> that(Kind<T> kind, Function<T, @Nullable String> flaw) {
        return (value, pointer, findings) -> {
            T read = kind.read(value, pointer, findings);
            if (read == null) return null;
            String wrong = flaw.apply(read);
            return wrong == null ? read : findings.flaw(pointer, wrong);
        };
    }

    /** Makes another thing of a value that is right. */
    public static <A, B> Kind<B> then(Kind<A> kind, Function<A, B> make) {
        return (value, pointer, findings) -> {
            A read = kind.read(value, pointer, findings);
            return read == null ? null : make.apply(read);
        };
    }

    public static @Nullable UUID parseUuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    public static @Nullable Instant parseInstant(String text) {
        if (!INSTANT_TEXT.matcher(text).matches()) return null;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_CHARACTERS)
                        .build())
                .build();
    }

    /** The flaws of one body. */
    public static final class Findings {
        private static final int MAX = 20;
        private final List<Problem.Flaw> flaws = new ArrayList<>(0);
        private boolean cardNumber;

        /** @return null, so that a kind can say {@code return findings.flaw(...)} */
        @SuppressWarnings("TypeParameterUnusedInFormals") // null is every type's
        <T> @Nullable T flaw(String pointer, String detail) {
            flaws.add(new Problem.Flaw("#" + pointer, null, null, detail));
            return null;
        }

        @SuppressWarnings("TypeParameterUnusedInFormals") // null is every type's
        <T> @Nullable T cardNumber(String pointer) {
            cardNumber = true;
            return flaw(pointer, "holds what looks like a card number");
        }

        int count() {
            return flaws.size();
        }

        boolean none() {
            return flaws.isEmpty();
        }

        boolean full() {
            return flaws.size() >= MAX;
        }

        <T> Decoded<T> bad() {
            ProblemCode code = cardNumber ? ProblemCode.CARD_NUMBER : ProblemCode.INVALID;
            return new Decoded.Bad<>(new Problem(
                    code, cardNumber ? code.remedy() : "The body does not fit: " + flaws.size() + " field(s).", flaws));
        }
    }
}
