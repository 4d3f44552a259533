package io.tanda.system.watch;

import io.tanda.servers.TandaRoot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What {@code k8s/components/monitoring} brings. */
final class Monitoring {
    private static final Path FOLDER = TandaRoot.find().resolve("k8s/components/monitoring");

    private Monitoring() {}

    static JsonObject yaml(String file) throws IOException {
        return new JsonObject(new Yaml().<Map<String, Object>>load(Files.readString(FOLDER.resolve(file))));
    }

    static JsonObject dashboard() throws IOException {
        return new JsonObject(Files.readString(FOLDER.resolve("dashboard.json")));
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Rules by the alert's name. */
    static Map<String, JsonObject> alerts() throws IOException {
        Map<String, JsonObject> alerts = new LinkedHashMap<>();
        for (JsonObject group :
                objects(yaml("alerts.yaml").getJsonObject("spec").getJsonArray("groups")))
            for (JsonObject rule : objects(group.getJsonArray("rules")))
                if (alerts.put(rule.getString("alert"), rule) != null)
                    throw new IllegalStateException("two alerts " + rule.getString("alert"));
        return alerts;
    }

    /** Expressions by the panel's title. */
    static Map<String, List<String>> panels() throws IOException {
        Map<String, List<String>> panels = new LinkedHashMap<>();
        for (JsonObject panel : objects(dashboard().getJsonArray("panels"))) {
            if (panel.getString("type").equals("row")) continue;
            List<String> expressions = objects(panel.getJsonArray("targets")).stream()
                    .map(target -> target.getString("expr"))
                    .toList();
            if (panels.put(panel.getString("title"), expressions) != null)
                throw new IllegalStateException("two panels " + panel.getString("title"));
        }
        return panels;
    }

    /** Every expression, by the alert or the panel that it belongs to. */
    static Map<String, List<String>> expressions() throws IOException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        alerts().forEach((name, rule) -> all.put(name, List.of(rule.getString("expr"))));
        all.putAll(panels());
        return all;
    }

    /** The meters that add and remove pods of a Deployment, by its name. */
    static Map<String, List<String>> autoscalers() throws IOException {
        Map<String, List<String>> autoscalers = new LinkedHashMap<>();
        Path rendered = TandaRoot.find().resolve("k8s/rendered/measured.yaml");
        for (Object document : new Yaml().loadAll(Files.readString(rendered))) {
            JsonObject each = JsonObject.mapFrom(document);
            if (!each.getString("kind").equals("HorizontalPodAutoscaler")) continue;
            JsonObject spec = each.getJsonObject("spec");
            autoscalers.put(
                    spec.getJsonObject("scaleTargetRef").getString("name"),
                    objects(spec.getJsonArray("metrics")).stream()
                            .filter(metric -> metric.getString("type").equals("Pods"))
                            .map(metric -> metric.getJsonObject("pods")
                                    .getJsonObject("metric")
                                    .getString("name"))
                            .toList());
        }
        return autoscalers;
    }

    private static List<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) objects.add(array.getJsonObject(i));
        return objects;
    }
}
