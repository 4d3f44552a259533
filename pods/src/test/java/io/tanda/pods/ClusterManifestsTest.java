package io.tanda.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What podman is given of the manifests as they are rendered. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClusterManifestsTest {
    private static final Path SECRETS = Path.of("/data/secrets");
    private static String rendered = "";

    @BeforeAll
    static void read() throws IOException {
        rendered = Files.readString(Path.of("../k8s/rendered/cluster.yaml"));
    }

    private static Role role(ClusterManifests manifests, String name) {
        return manifests.roles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The ConfigMap and the Pod. */
    private static JsonObject[] played(String text, Map<String, String> settings) {
        ClusterManifests manifests = ClusterManifests.of(text);
        String[] documents = manifests
                .pod(role(manifests, "front"), "x-front-2", "10.0.0.17", settings, SECRETS)
                .split("\n---\n");
        return new JsonObject[] {new JsonObject(documents[0]), new JsonObject(documents[1])};
    }

    private static JsonObject pod(String text) {
        return played(text, Map.of())[1];
    }

    private static JsonObject container(JsonObject pod) {
        return pod.getJsonObject("spec").getJsonArray("containers").getJsonObject(0);
    }

    @Test
    void the_deployments_say_how_many_pods_run_and_how_they_are_replaced() {
        assertThat(ClusterManifests.of(rendered).roles())
                .extracting(Role::name, Role::replicas, Role::httpPort, Role::managementPort)
                .containsExactly(
                        tuple("catalogue", 1, 0, 9090),
                        tuple("delivery", 1, 0, 9090),
                        tuple("dispatch", 2, 0, 9090),
                        tuple("history", 1, 0, 9090),
                        tuple("message", 1, 0, 9090),
                        tuple("notify", 1, 0, 9090),
                        tuple("payment", 2, 0, 9090),
                        tuple("rental", 1, 0, 9090),
                        tuple("front", 2, 8080, 9090));
        Role front = role(ClusterManifests.of(rendered), "front");
        assertThat(front.live()).isEqualTo(new Role.Probe("/health/live", 10, 5, 3));
        assertThat(front)
                .extracting(Role::startSeconds, Role::preStopSeconds, Role::graceSeconds, Role::minReadySeconds)
                .containsExactly(120, 5, 300, 10);
    }

    @Test
    void a_pod_is_what_its_deployment_says() {
        JsonObject pod = pod(rendered);
        JsonObject container = container(pod);
        assertThat(pod.getString("kind")).isEqualTo("Pod");
        assertThat(pod.getJsonObject("metadata").getString("name")).isEqualTo("x-front-2");
        assertThat(pod.getJsonObject("metadata").getJsonObject("labels").getString("app.kubernetes.io/component"))
                .isEqualTo("front");
        assertThat(container.getString("image")).isEqualTo("tanda:0.1.0");
        assertThat(container.getJsonObject("resources").encode()).isEqualTo("{\"limits\":{\"memory\":\"768Mi\"}}");
        assertThat(container.getJsonObject("securityContext"))
                .isEqualTo(new JsonObject()
                        .put("allowPrivilegeEscalation", false)
                        .put("capabilities", new JsonObject().put("drop", new JsonArray().add("ALL")))
                        .put("readOnlyRootFilesystem", true));
        assertThat(pod.getJsonObject("spec").getJsonObject("securityContext"))
                .isEqualTo(new JsonObject().put("runAsUser", 10_001).put("runAsGroup", 10_001));
    }

    @Test
    void the_config_map_has_this_machines_settings_and_keeps_the_others() {
        JsonObject map = played(rendered, Map.of("TANDA_KAFKA_BOOTSTRAP", "10.0.0.1:9092", "TANDA_TOKENS_JWKS", ""))[0];
        assertThat(map.getString("kind")).isEqualTo("ConfigMap");
        assertThat(map.getJsonObject("data").getMap())
                .containsEntry("TANDA_KAFKA_BOOTSTRAP", "10.0.0.1:9092")
                .containsEntry("TANDA_CLUSTER_DNS", "tanda-cluster")
                .containsEntry("TANDA_SHUTDOWN_DRAIN_MILLIS", "5000")
                .doesNotContainKey("TANDA_TOKENS_JWKS");
        assertThat(container(pod(rendered)).getJsonArray("envFrom").encode())
                .contains(map.getJsonObject("metadata").getString("name"));
    }

    @Test
    void each_pod_knows_its_own_address_and_has_a_folder_of_its_own() {
        JsonObject pod = pod(rendered);
        assertThat(container(pod).getJsonArray("env"))
                .contains(new JsonObject().put("name", "TANDA_CLUSTER_HOST").put("value", "10.0.0.17"))
                .contains(new JsonObject().put("name", "TANDA_VERTICLES").put("value", "web,booking"));
        assertThat(pod.getJsonObject("spec").getJsonArray("volumes").encode())
                .isEqualTo(
                        "[{\"name\":\"x-front-2-secrets\",\"hostPath\":{\"path\":\"/data/secrets\",\"type\":\"Directory\"}},"
                                + "{\"emptyDir\":{},\"name\":\"x-front-2-tmp\"}]");
        assertThat(container(pod).getJsonArray("volumeMounts").encode())
                .contains("\"mountPath\":\"" + Machine.SECRETS + "\",\"name\":\"x-front-2-secrets\",\"readOnly\":true");
    }

    @Test
    void what_podman_would_pass_over_or_get_wrong_is_left_out_and_listed() {
        assertThat(container(pod(rendered)).fieldNames())
                .doesNotContain("ports", "lifecycle", "livenessProbe", "readinessProbe", "startupProbe");
        assertThat(ClusterManifests.of(rendered).standIns())
                .containsKeys(
                        "Service",
                        "headless Service",
                        "Ingress",
                        "HorizontalPodAutoscaler",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "Secret",
                        "container.livenessProbe",
                        "container.lifecycle",
                        "pod.topologySpreadConstraints",
                        "status.podIP",
                        "emptyDir")
                .doesNotContainValue("nothing stands in for it");
    }

    @ParameterizedTest
    @CsvSource({
        "kind: PodDisruptionBudget, kind: ResourceQuota, ResourceQuota",
        "'enableServiceLinks: false', 'hostNetwork: true', pod.hostNetwork",
        "'imagePullPolicy: IfNotPresent', 'stdin: true', container.stdin",
        "'requests:', 'claims:', resources.claims",
        "'runAsNonRoot: true', 'supplementalGroups: [5]', securityContext of the pod.supplementalGroups",
    })
    void what_nothing_stands_in_for_is_listed_too(String known, String planted, String listed) {
        assertThat(rendered).contains(known);
        ClusterManifests manifests = ClusterManifests.of(rendered.replace(known, planted));
        assertThat(manifests.standIns()).containsEntry(listed, "nothing stands in for it");
    }

    @Test
    void what_only_kubernetes_can_fill_in_is_refused() {
        String planted = rendered.replace("fieldPath: status.podIP", "fieldPath: spec.nodeName");
        assertThatThrownBy(() -> pod(planted))
                .hasMessageContaining("TANDA_CLUSTER_HOST")
                .hasMessageContaining("nodeName");
    }

    @Test
    void without_a_headless_service_the_pods_could_not_find_each_other() throws IOException {
        assertThat(ClusterManifests.of(rendered).headless()).isEqualTo("tanda-cluster");
        ClusterManifests planted = ClusterManifests.of(rendered.replace("clusterIP: None", "type: ClusterIP"));
        assertThatThrownBy(planted::headless).hasMessageContaining("no headless Service");
    }
}
