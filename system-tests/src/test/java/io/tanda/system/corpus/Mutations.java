package io.tanda.system.corpus;

import io.tanda.system.corpus.ServedContract.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everything that is tried on one operation, one thing at a time. */
final class Mutations {
    /** Stands in a body for the value that is tried. */
    private static final String MARK = "mutation-of-the-corpus";

    enum Part {
        PATH,
        QUERY,
        HEADER,
        BODY
    }

    /**
     * One thing that is tried.
     *
     * @param part two mutations of different parts can be tried at once
     * @param mustBeRefused the contract says that it is wrong; what is not known to be wrong may be answered either way
     */
    record Mutation(String what, Part part, boolean mustBeRefused, UnaryOperator<Call> change) {}

    private final ServedContract contract;
    private final Operation operation;
    private final Call right;
    private final List<Mutation> mutations = new ArrayList<>();

    private Mutations(ServedContract contract, Operation operation, Call right) {
        this.contract = contract;
        this.operation = operation;
        this.right = right;
    }

    /** @param right the operation's call as the contract takes it */
    static List<Mutation> of(ServedContract contract, Operation operation, Call right) {
        Mutations made = new Mutations(contract, operation, right);
        made.path();
        made.query();
        made.headers();
        made.body();
        return made.mutations;
    }

    private void add(String what, Part part, boolean mustBeRefused, UnaryOperator<Call> change) {
        mutations.add(new Mutation(what, part, mustBeRefused, change));
    }

    private void path() {
        if (!operation.path().contains("{")) return;
        // A path of ours has one parameter.
        int from = operation.path().indexOf('{');
        int to = operation.path().indexOf('}') + 1;
        for (String value : BadValues.PATH) {
            String path = operation.path().substring(0, from)
                    + value
                    + operation.path().substring(to);
            add("path " + value, Part.PATH, false, call -> call.path(path));
        }
        for (String path : List.of(right.path() + "/", "/" + right.path(), right.path() + "/x", right.path() + "%2F"))
            add("path " + path, Part.PATH, true, call -> call.path(path));
    }

    private void query() {
        for (JsonObject parameter : operation.parameters("query")) {
            String name = parameter.getString("name");
            for (String value : BadValues.QUERY) {
                boolean wrong = !fits(parameter.getJsonObject("schema"), value);
                add(
                        "query " + name + "=" + value,
                        Part.QUERY,
                        wrong,
                        call -> call.query(with(call.query(), name, value)));
            }
            add(
                    "query " + name + " twice",
                    Part.QUERY,
                    true,
                    call -> call.query(with(call.query(), name, "1") + "&" + name + "=1"));
            add(
                    "query " + name + " without a value",
                    Part.QUERY,
                    true,
                    call -> call.query(without(call.query(), name) + "&" + name));
            add(
                    "query without " + name,
                    Part.QUERY,
                    parameter.getBoolean("required", false),
                    call -> call.query(without(call.query(), name)));
            String other = name.toUpperCase(java.util.Locale.ROOT);
            add("query " + other, Part.QUERY, true, call -> call.query(with(call.query(), other, "1")));
        }
        for (String value :
                List.of("unknown=1", "unknown", "=", "=1", "&&&unknown&", "unknown%5B%5D=1", "%zz=1", "__proto__=1"))
            // Operations that are open to everybody are no exception.
            add(
                    "query " + value,
                    Part.QUERY,
                    // A name and a value of nothing say nothing.
                    !value.equals("="),
                    call -> call.query(call.query().isEmpty() ? value : call.query() + "&" + value));
    }

    private boolean fits(JsonObject schema, String escaped) {
        String text;
        try {
            text = URLDecoder.decode(escaped, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (!"integer".equals(schema.getString("type"))) return contract.valid(schema, text);
        return text.matches("-?(0|[1-9][0-9]{0,17})") && contract.valid(schema, Long.valueOf(text));
    }

    private static String with(String query, String name, String value) {
        String others = without(query, name);
        return (others.isEmpty() ? "" : others + "&") + name + "=" + value;
    }

    private static String without(String query, String name) {
        List<String> others = new ArrayList<>(List.of(query.split("&")));
        others.removeIf(one -> one.isEmpty() || one.startsWith(name + "="));
        return String.join("&", others);
    }

    private void headers() {
        boolean open = operation.roles().isEmpty();
        for (String value : BadValues.AUTHORIZATIONS)
            add("authorization " + value, Part.HEADER, !open, call -> call.header("Authorization", value));
        add("no authorization", Part.HEADER, !open, call -> call.header("Authorization"));
        add("authorization twice", Part.HEADER, true, call -> call.header("Authorization", "Bearer a", "Bearer b"));
        for (String value : BadValues.ACCEPTED)
            add("accept " + value, Part.HEADER, false, call -> call.header("Accept", value));
        for (String line : BadValues.LINES)
            add(
                    "header " + line,
                    Part.HEADER,
                    false,
                    call -> call.header("none")
                            .header(
                                    line.split(":", 2)[0] + (line.contains(":") ? "" : " "),
                                    line.contains(":") ? line.split(":", 2)[1].strip() : ""));
        for (JsonObject parameter : operation.parameters("header")) {
            String name = parameter.getString("name");
            List<String> values = name.startsWith("If-")
                    ? BadValues.TAGS
                    : name.equals("Last-Event-ID") ? BadValues.LAST_EVENTS : BadValues.KEYS;
            for (String value : values) {
                // Blanks around a value do not belong to it.
                boolean wrong = !fits(
                        parameter.getJsonObject("schema"),
                        value.strip().replace("%", "%25").replace("+", "%2B"));
                add(name + " " + value, Part.HEADER, wrong, call -> call.header(name, value));
            }
            if (!name.startsWith("If-")) add(name + " twice", Part.HEADER, true, call -> call.header(name, "1", "2"));
        }
    }

    private void body() {
        JsonObject schema = operation.body();
        if (schema == null) {
            add(
                    "a body where none is taken",
                    Part.BODY,
                    false,
                    call -> call.header("Content-Type", "application/json").body("{}"));
            add(
                    "a body that is none",
                    Part.BODY,
                    false,
                    call -> call.header("Content-Type", "application/json").body("{"));
            return;
        }
        String text = new String(right.body() == null ? new byte[0] : right.body(), StandardCharsets.UTF_8);
        JsonObject whole = new JsonObject(text);
        for (String marked : marked(whole)) {
            for (String value : BadValues.JSON) tryBody(schema, marked.replace("\"" + MARK + "\"", value));
        }
        for (String other : others(whole)) tryBody(schema, other);
        for (String value : BadValues.JSON) tryBody(schema, value);
        for (int i = 1; i < text.length(); i += 3) tryBody(schema, text.substring(0, i));
        tryBody(schema, text + text);
        tryBody(schema, "{\"x\":" + text.substring(1));
        tryBody(schema, "\uFEFF" + text);
        tryBody(schema, text + "x");
        tryBody(schema, "/* */" + text);
        tryBody(schema, "[".repeat(10_000));
        tryBody(schema, "{\"a\":".repeat(10_000));
        tryBody(schema, text + " ".repeat(300_000));
        for (byte[] bytes : BadValues.encodings(text)) add("encoding", Part.BODY, true, call -> call.body(bytes));
        for (String type : BadValues.TYPES)
            add(
                    "type " + type,
                    Part.BODY,
                    !type.equals("application/json;"),
                    call -> call.header("Content-Type", type));
        add("no type", Part.BODY, true, call -> call.header("Content-Type"));
        add("two types", Part.BODY, true, call -> call.header("Content-Type", "application/json", "application/json"));
        boolean required = operation.json().getJsonObject("requestBody").getBoolean("required", false);
        add("no body", Part.BODY, required, call -> call.body((byte[]) null));
    }

    private void tryBody(JsonObject schema, String text) {
        boolean wrong = !contract.takes(schema, text) || text.length() > 256 * 1024;
        String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
        add("body " + shown, Part.BODY, wrong, call -> call.body(text));
    }

    /** The body with each of its nodes marked in turn. */
    private static List<String> marked(JsonObject whole) {
        List<String> marked = new ArrayList<>();
        mark(whole, whole, marked);
        return marked;
    }

    private static void mark(JsonObject whole, Object node, List<String> marked) {
        if (node instanceof JsonObject object) {
            for (String name : List.copyOf(object.fieldNames())) {
                Object value = object.getValue(name);
                object.put(name, MARK);
                marked.add(whole.encode());
                object.put(name, value);
                mark(whole, object.getValue(name), marked);
            }
        } else if (node instanceof JsonArray array) {
            Object value = array.getValue(0);
            array.set(0, MARK);
            marked.add(whole.encode());
            array.set(0, value);
            mark(whole, array.getValue(0), marked);
        }
    }

    /** With each member left out, given twice, written otherwise; with one that nobody knows in each object; lists too long. */
    private static List<String> others(JsonObject whole) {
        List<String> others = new ArrayList<>();
        others(whole, whole, others);
        return others;
    }

    private static void others(JsonObject whole, Object node, List<String> others) {
        if (node instanceof JsonArray array) {
            Object only = array.getValue(0);
            array.add(only);
            others.add(whole.encode());
            for (int i = 2; i < 1_001; i++) array.add(only);
            others.add(whole.encode());
            while (array.size() > 1) array.remove(1);
            array.remove(0);
            others.add(whole.encode());
            array.add(only);
            others(whole, array.getValue(0), others);
        }
        if (!(node instanceof JsonObject object)) return;
        for (String name : List.of("unknown", "__proto__", "", "constructor", "ID", "\u0000")) {
            object.put(name, 1);
            others.add(whole.encode());
            object.remove(name);
        }
        for (String name : List.copyOf(object.fieldNames())) {
            Object value = object.remove(name);
            others.add(whole.encode());
            String text = io.vertx.core.json.Json.encode(value);
            object.put(MARK, 0);
            String twice = "\"" + name + "\":" + text + ",\"" + name + "\":" + text;
            others.add(whole.encode().replace("\"" + MARK + "\":0", twice));
            String upper = name.toUpperCase(java.util.Locale.ROOT);
            others.add(whole.encode().replace("\"" + MARK + "\":0", "\"" + upper + "\":" + text));
            others.add(whole.encode().replace("\"" + MARK + "\":0", "\"" + name + " \":" + text));
            object.remove(MARK);
            object.put(name, value);
            others(whole, object.getValue(name), others);
        }
    }
}
