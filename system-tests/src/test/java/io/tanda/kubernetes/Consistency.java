package io.tanda.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.tanda.kubernetes.Manifests.Document;
import io.tanda.platform.events.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the types cannot say: that names, labels, ports and settings of the documents meet one another, and the app.
 *
 * @param settings the names of all settings in the environment
 * @param probes the paths that the management port answers
 * @param stopLimit what a process allows itself to stop in
 */
record Consistency(Set<String> settings, Set<String> probes, Duration stopLimit) {
    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");
    private static final String TEMPLATE = "spec.template.spec";

    List<String> flaws(Manifests manifests) {
        List<String> flaws = new ArrayList<>(manifests.flaws());
        // Of what is not well formed, nothing more can be said.
        if (!flaws.isEmpty()) return flaws;
        manifests.all("Deployment").forEach(one -> deployment(one, manifests, flaws));
        manifests.all("Service").forEach(one -> service(one, manifests, flaws));
        manifests.all("Ingress").forEach(one -> ingress(one, manifests, flaws));
        manifests.all("HorizontalPodAutoscaler").forEach(one -> {
            String target = text(one.spec(), "scaleTargetRef.name");
            if (!manifests.has("Deployment", target)) flaws.add(one + " scales " + target + ", which is not there");
            if (one.spec().get("maxReplicas").getAsInt() > KafkaConfig.PARTITIONS)
                flaws.add(one + " adds pods that have no partition to follow");
        });
        manifests.all("PodDisruptionBudget").forEach(one -> selects(one, "selector.matchLabels", manifests, flaws));
        manifests.all("NetworkPolicy").forEach(one -> selects(one, "podSelector.matchLabels", manifests, flaws));
        manifests
                .all("ConfigMap")
                .filter(one -> one.name().startsWith("tanda-config"))
                .forEach(one -> known(one, object(one.json(), "data").keySet(), flaws));
        manifests
                .all("Secret")
                .forEach(one -> known(one, object(one.json(), "data").keySet(), flaws));
        return flaws;
    }

    private void deployment(Document one, Manifests manifests, List<String> flaws) {
        Map<String, String> labels = labels(object(one.json(), "spec.template.metadata.labels"));
        if (!labels.entrySet()
                .containsAll(
                        labels(object(one.json(), "spec.selector.matchLabels")).entrySet()))
            flaws.add(one + " does not select its own pods " + labels);
        JsonObject pod = object(one.json(), TEMPLATE);
        for (JsonElement spread : array(pod, "topologySpreadConstraints"))
            if (!labels.entrySet()
                    .containsAll(labels(object(spread.getAsJsonObject(), "labelSelector.matchLabels"))
                            .entrySet())) flaws.add(one + " spreads other pods than its own");
        if (!manifests.has("ServiceAccount", text(pod, "serviceAccountName")))
            flaws.add(one + " has no service account " + text(pod, "serviceAccountName"));
        // Else Kubernetes itself sets TANDA_PORT and others, after the Service's name.
        if (!"false".equals(text(pod, "enableServiceLinks"))) flaws.add(one + " lets Services set variables");
        for (JsonElement volume : array(pod, "volumes")) {
            String secret = text(volume.getAsJsonObject(), "secret.secretName");
            if (!secret.isEmpty() && !manifests.has("Secret", secret)) flaws.add(one + " mounts no Secret " + secret);
        }
        for (JsonElement each : array(pod, "containers")) {
            JsonObject container = each.getAsJsonObject();
            container(one, container, manifests, flaws);
            long grace = Long.parseLong("0" + text(pod, "terminationGracePeriodSeconds"));
            long before = Long.parseLong("0" + text(container, "lifecycle.preStop.sleep.seconds"));
            if (grace <= before + stopLimit.toSeconds())
                flaws.add(one + " is killed after " + grace + " s, and may stop for " + before + " + "
                        + stopLimit.toSeconds());
        }
    }

    private void container(Document one, JsonObject container, Manifests manifests, List<String> flaws) {
        known(one, names(container, "env"), flaws);
        for (JsonElement source : array(container, "envFrom")) {
            String map = text(source.getAsJsonObject(), "configMapRef.name");
            String secret = text(source.getAsJsonObject(), "secretRef.name");
            if (!manifests.has(map.isEmpty() ? "Secret" : "ConfigMap", map + secret))
                flaws.add(one + " reads " + map + secret + ", which is not there");
        }
        for (String probe : PROBES) {
            JsonObject get = object(container, probe + ".httpGet");
            if (!probes.contains(text(get, "path")))
                flaws.add(
                        one + ": the management port has no route for the " + probe + " \"" + text(get, "path") + "\"");
            if (!ports(container).contains(text(get, "port")))
                flaws.add(one + ": the " + probe + " asks a port that is not there, \"" + text(get, "port") + "\"");
        }
        JsonObject security = object(container, "securityContext");
        if (!"true".equals(text(security, "readOnlyRootFilesystem"))
                || !"false".equals(text(security, "allowPrivilegeEscalation"))
                || !array(object(security, "capabilities"), "drop").toString().equals("[\"ALL\"]"))
            flaws.add(one + " may do more than it needs");
    }

    private static void service(Document one, Manifests manifests, List<String> flaws) {
        List<JsonObject> chosen = selects(one, "selector", manifests, flaws);
        for (JsonElement port : array(one.spec(), "ports")) {
            String target = text(port.getAsJsonObject(), "targetPort");
            for (JsonObject deployment : chosen)
                if (StreamSupport.stream(
                                array(object(deployment, TEMPLATE), "containers")
                                        .spliterator(),
                                false)
                        .noneMatch(
                                container -> ports(container.getAsJsonObject()).contains(target)))
                    flaws.add(one + " leads to a port that its pods do not have, \"" + target + "\"");
        }
    }

    private static void ingress(Document one, Manifests manifests, List<String> flaws) {
        for (JsonElement rule : array(one.spec(), "rules"))
            for (JsonElement path : array(object(rule.getAsJsonObject(), "http"), "paths")) {
                JsonObject backend = object(path.getAsJsonObject(), "backend.service");
                boolean leads = manifests
                        .all("Service")
                        .filter(service -> service.name().equals(text(backend, "name")))
                        .anyMatch(service -> names(service.spec(), "ports").contains(text(backend, "port.name")));
                if (!leads) flaws.add(one + " leads to no Service and port " + backend);
            }
    }

    /** The Deployments whose pods it selects; none is a flaw. */
    private static List<JsonObject> selects(Document one, String where, Manifests manifests, List<String> flaws) {
        Map<String, String> wanted = labels(object(one.spec(), where));
        List<JsonObject> chosen = manifests
                .all("Deployment")
                .map(Document::json)
                .filter(deployment -> labels(object(deployment, "spec.template.metadata.labels"))
                        .entrySet()
                        .containsAll(wanted.entrySet()))
                .toList();
        if (wanted.isEmpty() || chosen.isEmpty()) flaws.add(one + " selects no pods: " + wanted);
        return chosen;
    }

    private void known(Document one, Iterable<String> names, List<String> flaws) {
        for (String name : names) {
            String setting = name.endsWith("_FILE") && !settings.contains(name)
                    ? name.substring(0, name.length() - "_FILE".length())
                    : name;
            if (!settings.contains(setting)) flaws.add(one + " sets " + name + ", which is no setting");
        }
    }

    private static List<String> ports(JsonObject container) {
        return names(container, "ports");
    }

    private static List<String> names(JsonObject parent, String array) {
        return Stream.iterate(0, i -> i < array(parent, array).size(), i -> i + 1)
                .map(i -> text(array(parent, array).get(i).getAsJsonObject(), "name"))
                .toList();
    }

    private static Map<String, String> labels(JsonObject of) {
        Map<String, String> labels = new HashMap<>();
        of.entrySet()
                .forEach(label -> labels.put(label.getKey(), label.getValue().getAsString()));
        return labels;
    }

    private static @Nullable JsonElement at(JsonObject from, String path) {
        JsonElement element = from;
        for (String step : path.split("\\.")) element = element instanceof JsonObject object ? object.get(step) : null;
        return element;
    }

    private static JsonObject object(JsonObject from, String path) {
        return at(from, path) instanceof JsonObject object ? object : new JsonObject();
    }

    private static JsonArray array(JsonObject from, String name) {
        return from.get(name) instanceof JsonArray array ? array : new JsonArray();
    }

    private static String text(JsonObject from, String path) {
        JsonElement element = at(from, path);
        return element == null || !element.isJsonPrimitive() ? "" : element.getAsString();
    }
}
