package io.tanda.pods;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The rendered manifests of the cluster, and what podman is given of them: a Pod of its template for each replica of a Deployment, with the
 * ConfigMap that it names. Everything else is taken out and listed ({@link #standIns}), for podman would pass over it in silence, or
 * worse.
 */
public final class ClusterManifests {
    private static final String POD = "pod";
    private static final String CONTAINER = "container";
    private static final String RIGHTS = "securityContext of the pod";
    private static final String RESOURCES = "resources";
    private static final String NOTHING = "nothing stands in for it";

    /** What podman does as Kubernetes does it. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            POD,
            Set.of("containers", "volumes", "securityContext"),
            CONTAINER,
            Set.of(
                    "name",
                    "image",
                    "imagePullPolicy",
                    "command",
                    "args",
                    "env",
                    "envFrom",
                    "resources",
                    "securityContext",
                    "volumeMounts"),
            RIGHTS,
            Set.of("runAsUser", "runAsGroup"),
            RESOURCES,
            Set.of("limits"));

    /** Of the rest, what does it instead. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("Service", "the proxy stands before the fronts; it obeys their readiness"),
            Map.entry(
                    "headless Service",
                    "its name is an alias of every pod in the network: a look-up answers all addresses"),
            Map.entry("Secret", "the same files, from a folder: podman 4.3 mounts a Secret's values still in base64"),
            Map.entry("Ingress", "the proxy, without TLS, on this machine alone"),
            Map.entry("HorizontalPodAutoscaler", "minReplicas pods run, and nobody adds any"),
            Map.entry("PodDisruptionBudget", "only 'pods redeploy' takes pods away, one more is there before"),
            Map.entry("NetworkPolicy", "the network has no way out; within it everybody reaches everybody"),
            Map.entry("ServiceAccount", "there is no API server to have a right at"),
            Map.entry(
                    "Deployment", "this command makes the pods; 'pods redeploy' replaces them, as RollingUpdate says"),
            Map.entry("pod.serviceAccountName", "as ServiceAccount"),
            Map.entry("pod.automountServiceAccountToken", "as ServiceAccount"),
            Map.entry("pod.enableServiceLinks", "there are no Services to tell of"),
            Map.entry("pod.topologySpreadConstraints", "there is one machine"),
            Map.entry("pod.terminationGracePeriodSeconds", "'pods redeploy' waits as long before it kills"),
            Map.entry(RIGHTS + ".fsGroup", "the Secret's files are readable for the pod's user"),
            Map.entry(RIGHTS + ".runAsNonRoot", "runAsUser names a user that is not root"),
            Map.entry(RIGHTS + ".seccompProfile", "podman's own profile, which is on unless it is told otherwise"),
            Map.entry("resources.requests", "nobody places pods, and they share the processors alike"),
            Map.entry(
                    "container.ports", "each pod has an address of its own; podman would take these ports of the host"),
            Map.entry("container.lifecycle", "'pods redeploy' waits as long before SIGTERM"),
            Map.entry(
                    "container.startupProbe",
                    "'pods' waits until a pod is ready, and liveness until it has answered once"),
            Map.entry("container.readinessProbe", "the proxy asks each front four times a second"),
            Map.entry(
                    "container.livenessProbe",
                    "'pods' asks as often, and starts the container again; podman would call curl, which no pod has"),
            Map.entry("status.podIP", "the address is chosen before the pod starts, and written down"),
            Map.entry(
                    "emptyDir",
                    "a volume named after the pod (else all pods would share one), without its size limit"));

    private final List<JsonObject> documents;
    private final Map<String, String> standIns = new LinkedHashMap<>();

    private ClusterManifests(List<JsonObject> documents) {
        this.documents = documents;
    }

    public static ClusterManifests read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    static ClusterManifests of(String text) {
        List<JsonObject> documents = new ArrayList<>();
        for (Object tree : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text))
            documents.add(object(tree));
        return new ClusterManifests(List.copyOf(documents));
    }

    @SuppressWarnings("unchecked") // a mapping of YAML whose keys are text
    private static JsonObject object(Object tree) {
        return new JsonObject((Map<String, Object>) tree);
    }

    private Stream<JsonObject> all(String kind) {
        return documents.stream().filter(document -> kind.equals(document.getString("kind")));
    }

    private static String name(JsonObject document) {
        return document.getJsonObject("metadata").getString("name");
    }

    private static Stream<JsonObject> objects(JsonObject of, String field) {
        JsonArray array = of.getJsonArray(field, new JsonArray());
        return StreamSupport.stream(array.spliterator(), false).map(JsonObject.class::cast);
    }

    /** Those that take requests come last: they need the others, and nobody needs them. */
    public List<Role> roles() {
        return all("Deployment")
                .map(this::role)
                .sorted(Comparator.comparingInt(Role::httpPort))
                .toList();
    }

    private Role role(JsonObject deployment) {
        JsonObject spec = deployment.getJsonObject("spec");
        JsonObject template = spec.getJsonObject("template");
        JsonObject pod = template.getJsonObject("spec");
        JsonObject container = objects(pod, "containers").findFirst().orElseThrow();
        JsonObject live = container.getJsonObject("livenessProbe");
        JsonObject started = container.getJsonObject("startupProbe");
        return new Role(
                template.getJsonObject("metadata").getJsonObject("labels").getString("app.kubernetes.io/component"),
                replicas(name(deployment), spec.getInteger("replicas", 1)),
                port(container, "http"),
                port(container, "management"),
                container.getString("name"),
                new Role.Probe(
                        live.getJsonObject("httpGet").getString("path"),
                        live.getInteger("periodSeconds"),
                        live.getInteger("timeoutSeconds"),
                        live.getInteger("failureThreshold")),
                started.getInteger("periodSeconds") * started.getInteger("failureThreshold"),
                container
                        .getJsonObject("lifecycle")
                        .getJsonObject("preStop")
                        .getJsonObject("sleep")
                        .getInteger("seconds"),
                pod.getInteger("terminationGracePeriodSeconds"),
                spec.getInteger("minReadySeconds"),
                template);
    }

    private int replicas(String deployment, int written) {
        return all("HorizontalPodAutoscaler")
                .map(scaler -> scaler.getJsonObject("spec"))
                .filter(spec ->
                        deployment.equals(spec.getJsonObject("scaleTargetRef").getString("name")))
                .map(spec -> spec.getInteger("minReplicas"))
                .findFirst()
                .orElse(written);
    }

    /** How many pods of a role there are to be, by the CPU they use. */
    public Autoscaler.Rule autoscaler(String role) throws IOException {
        JsonObject deployment = deployment(role);
        JsonObject spec = all("HorizontalPodAutoscaler")
                .map(scaler -> scaler.getJsonObject("spec"))
                .filter(each -> name(deployment)
                        .equals(each.getJsonObject("scaleTargetRef").getString("name")))
                .findFirst()
                .orElseThrow(() -> new IOException("nothing says how many pods of " + role + " there are to be"));
        JsonObject cpu = objects(spec, "metrics")
                .map(metric -> metric.getJsonObject("resource", new JsonObject()))
                .filter(resource -> "cpu".equals(resource.getString("name")))
                .findFirst()
                .orElseThrow(() -> new IOException("the pods of " + role + " are not scaled by their CPU"));
        JsonObject behavior = spec.getJsonObject("behavior");
        return new Autoscaler.Rule(
                spec.getInteger("minReplicas"),
                spec.getInteger("maxReplicas"),
                cpu.getJsonObject("target").getInteger("averageUtilization") / 100.0,
                requestedCpus(role(deployment)),
                policy(behavior.getJsonObject("scaleUp")),
                policy(behavior.getJsonObject("scaleDown")),
                Duration.ofSeconds(behavior.getJsonObject("scaleDown").getInteger("stabilizationWindowSeconds")));
    }

    public Role role(String name) throws IOException {
        return role(deployment(name));
    }

    private JsonObject deployment(String role) throws IOException {
        return all("Deployment")
                .filter(each -> role.equals(role(each).name()))
                .findFirst()
                .orElseThrow(() -> new IOException("the manifests have no " + role));
    }

    private static Autoscaler.Policy policy(JsonObject behavior) {
        JsonObject policy = objects(behavior, "policies").findFirst().orElseThrow();
        return new Autoscaler.Policy(
                policy.getInteger("value"), Duration.ofSeconds(policy.getInteger("periodSeconds")));
    }

    /** Such as 500m. */
    private static double requestedCpus(Role role) {
        String cpu = objects(role.template().getJsonObject("spec"), "containers")
                .findFirst()
                .orElseThrow()
                .getJsonObject("resources")
                .getJsonObject("requests")
                .getString("cpu");
        return cpu.endsWith("m") ? Integer.parseInt(cpu.replace("m", "")) / 1_000.0 : Double.parseDouble(cpu);
    }

    /** Of all pods. */
    String image() {
        return roles().getFirst()
                .template()
                .getJsonObject("spec")
                .getJsonArray("containers")
                .getJsonObject(0)
                .getString("image");
    }

    private static int port(JsonObject container, String name) {
        return objects(container, "ports")
                .filter(port -> name.equals(port.getString("name")))
                .map(port -> port.getInteger("containerPort"))
                .findFirst()
                .orElse(0);
    }

    /** The name under which the pods find one another. */
    String headless() throws IOException {
        return all("Service")
                .filter(ClusterManifests::isHeadless)
                .map(ClusterManifests::name)
                .findFirst()
                .orElseThrow(() ->
                        new IOException("the manifests have no headless Service: how do the pods find each other?"));
    }

    private static boolean isHeadless(JsonObject service) {
        return "None".equals(service.getJsonObject("spec").getString("clusterIP"));
    }

    /**
     * What podman plays: a ConfigMap and a Pod, in JSON, which is YAML.
     *
     * @param settings of this machine, in the place of the ConfigMap's; an empty one takes a setting away
     * @param secrets the folder with the files of the Secret
     */
    String pod(Role role, String name, String address, Map<String, String> settings, Path secrets) {
        JsonObject template = role.template().copy();
        JsonObject spec = template.getJsonObject("spec");
        keepKnown(spec, POD);
        if (spec.containsKey("securityContext")) keepKnown(spec.getJsonObject("securityContext"), RIGHTS);
        objects(spec, "volumes").forEach(volume -> mount(volume, name, secrets));
        StringBuilder text = new StringBuilder();
        objects(spec, "containers").forEach(container -> {
            keepKnown(container, CONTAINER);
            if (container.containsKey("resources")) keepKnown(container.getJsonObject("resources"), RESOURCES);
            objects(container, "env").forEach(variable -> fill(variable, address));
            objects(container, "volumeMounts")
                    .forEach(mount -> mount.put("name", name + "-" + mount.getString("name")));
            objects(container, "envFrom")
                    .map(from -> from.getJsonObject("configMapRef").getString("name"))
                    .forEach(map -> text.append(configMap(map, settings).encodePrettily())
                            .append("\n---\n"));
        });
        JsonObject pod = new JsonObject()
                .put("apiVersion", "v1")
                .put("kind", "Pod")
                .put("metadata", template.getJsonObject("metadata").put("name", name))
                .put("spec", spec);
        return text.append(pod.encodePrettily()).append('\n').toString();
    }

    private JsonObject configMap(String name, Map<String, String> settings) {
        JsonObject map = all("ConfigMap")
                .filter(each -> name.equals(name(each)))
                .findFirst()
                .orElseThrow()
                .copy();
        JsonObject data = map.getJsonObject("data");
        settings.forEach((key, value) -> {
            if (value.isEmpty()) data.remove(key);
            else data.put(key, value);
        });
        return map;
    }

    private void mount(JsonObject volume, String pod, Path secrets) {
        volume.put("name", pod + "-" + volume.getString("name"));
        if (volume.remove("secret") != null)
            volume.put(
                    "hostPath", new JsonObject().put("path", secrets.toString()).put("type", "Directory"));
        if (volume.containsKey("emptyDir")) {
            leaveOut("emptyDir");
            volume.put("emptyDir", new JsonObject());
        }
    }

    private void fill(JsonObject variable, String address) {
        JsonObject from = variable.getJsonObject("valueFrom");
        if (from == null) return;
        String field = from.getJsonObject("fieldRef", new JsonObject()).getString("fieldPath", "");
        if (!field.equals("status.podIP"))
            throw new IllegalArgumentException("the variable " + variable.getString("name")
                    + " is filled in by Kubernetes with something that only Kubernetes knows: " + from.encode());
        leaveOut(field);
        variable.remove("valueFrom");
        variable.put("value", address);
    }

    private void keepKnown(JsonObject object, String where) {
        Set<String> known = KNOWN.getOrDefault(where, Set.of());
        for (String field : List.copyOf(object.fieldNames())) {
            if (known.contains(field)) continue;
            object.remove(field);
            leaveOut(where + "." + field);
        }
    }

    private void leaveOut(String what) {
        standIns.put(what, INSTEAD.getOrDefault(what, NOTHING));
    }

    /** What podman is not told: each with what stands in for it, in a sentence. */
    public Map<String, String> standIns() {
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonObject document : documents) {
            String kind = document.getString("kind");
            if (kind.equals("ConfigMap")) continue;
            String what = kind.equals("Service") && isHeadless(document) ? "headless Service" : kind;
            all.put(what, INSTEAD.getOrDefault(what, NOTHING));
        }
        for (Role role : roles()) pod(role, role.name(), "", Map.of(), Path.of("/"));
        all.putAll(standIns);
        return all;
    }
}
