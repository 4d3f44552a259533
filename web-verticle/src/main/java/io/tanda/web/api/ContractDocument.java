package io.tanda.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The contract, one true document, put together at start from each context's piece: what two pieces have in common is joined by name,
 * lists are added up, and a name that two pieces give to different things is refused.
 */
public final class ContractDocument {
    private static final int LINE_CHARACTERS = 120;

    private ContractDocument() {}

    /** Blocks: resources are read. @param names of pieces, the first of them with the document's head */
    public static String of(List<String> names) {
        return compose(names.stream()
                .map(name -> resource("/openapi/" + name + ".yaml"))
                .toList());
    }

    /** What the topics carry, as the module {@code contract} holds it. Blocks: a resource is read. */
    public static String ofEvents() {
        return resource("/asyncapi.yaml");
    }

    /** @throws IllegalStateException naming what two pieces contradict each other in */
    static String compose(List<String> pieces) {
        Map<String, Object> whole = yaml().load(pieces.getFirst());
        for (String piece : pieces.subList(1, pieces.size())) join(whole, yaml().load(piece), "");
        return yaml().dump(whole);
    }

    private static void join(Map<String, Object> whole, Map<String, Object> piece, String where) {
        piece.forEach((name, value) -> {
            String here = where + "/" + name;
            whole.merge(name, value, (mine, theirs) -> joined(mine, theirs, here));
        });
    }

    @SuppressWarnings("unchecked") // a YAML map has texts for keys here
    private static Object joined(Object mine, Object theirs, String where) {
        // Below a path, a schema and the like, everything belongs to one context.
        boolean shared = where.chars().filter(c -> c == '/').count() <= 2 && !where.startsWith("/paths/");
        if (shared && mine instanceof Map<?, ?> map && theirs instanceof Map<?, ?> more) {
            join((Map<String, Object>) map, (Map<String, Object>) more, where);
            return mine;
        }
        if (shared && mine instanceof List<?> list && theirs instanceof List<?> more) {
            List<Object> both = new ArrayList<>(list);
            both.addAll(more);
            return both;
        }
        throw new IllegalStateException("two pieces of the contract have a " + where);
    }

    private static String resource(String path) {
        try (InputStream resource = ContractDocument.class.getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(resource, path + " is not on the class path")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(path + " cannot be read", e);
        }
    }

    private static Yaml yaml() {
        DumperOptions form = new DumperOptions();
        form.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        form.setWidth(LINE_CHARACTERS);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(form), form);
    }
}
