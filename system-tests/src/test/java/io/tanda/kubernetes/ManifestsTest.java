package io.tanda.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Contexts;
import io.tanda.kubernetes.Manifests.Document;
import io.tanda.launcher.Node;
import io.tanda.launcher.NodeConfig;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.ManagementServer;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.TandaRoot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every overlay, as it is rendered, is what Kubernetes and the app understand; each kind of typo is seen. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManifestsTest {
    private static final Path RENDERED = TandaRoot.find().resolve("k8s/rendered");
    private static Consistency consistency;

    @BeforeAll
    static void learnWhatTheAppKnows() throws Exception {
        consistency =
                new Consistency(KnownSettings.inTheEnvironment(), routes(), Node.longestStop(Contexts.ALL.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "cluster", "measured"})
    void an_overlay_is_understood(String overlay) throws IOException {
        Manifests manifests = Manifests.of(text(overlay));
        assertThat(manifests.has("Deployment", "tanda-front")).isTrue();
        assertThat(consistency.flaws(manifests)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "cluster", "measured"})
    @Tag("B7")
    void the_app_takes_the_settings_of_every_pod(String overlay) throws IOException {
        Manifests manifests = Manifests.of(text(overlay));
        List<Document> deployments = manifests.all("Deployment").toList();
        assertThat(deployments).isNotEmpty().allSatisfy(deployment -> {
            Settings settings = new Settings(Map.of(), environment(deployment, manifests), Map.of());
            NodeConfig config = NodeConfig.of(settings);
            assertThatCode(settings::check).doesNotThrowAnyException();
            assertThat(config.topology().production()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "a field, maxUnavailable: 0, maxUnavailble: 0, maxUnavailble",
        "a field deep in a list, timeoutSeconds: 5, timeoutSecond: 5, timeoutSecond",
        "a type, readOnlyRootFilesystem: true, readOnlyRootFilesystem: [], readOnlyRootFilesystem",
        "a kind, kind: PodDisruptionBudget, kind: PodDisruptionBuget, nothing is known",
        "a selector, '    app.kubernetes.io/component: front', '    app.kubernetes.io/component: frond', selects no pods",
        "a port, containerPort: 9090, containerPort: nine, nine",
        "a port's name, targetPort: http, targetPort: htp, do not have",
        "a probe's port, port: management, port: managment, asks a port",
        "a probe's path, path: /health/ready, path: /health/readyz, has no route",
        "a setting, TANDA_KAFKA_BOOTSTRAP:, TANDA_KAFKA_BOOSTRAP:, is no setting",
        "a variable, name: TANDA_VERTICLES, name: TANDA_VERTICALS, is no setting",
        "a secret's file, name: TANDA_MYSQL_URL_FILE, name: TANDA_MYSQL_URI_FILE, is no setting",
        "a grace period, terminationGracePeriodSeconds: 300, terminationGracePeriodSeconds: 60, is killed after",
        "a right, readOnlyRootFilesystem: true, readOnlyRootFilesystem: false, may do more",
        "variables of Services, enableServiceLinks: false, enableServiceLinks: true, lets Services",
        "a reference, '  name: tanda-config-', '  name: tanda-confik-', which is not there",
        "pods without work, maxReplicas: 8, maxReplicas: 13, have no partition",
        "a target, '    name: tanda-dispatch', '    name: tanda-dispach', which is not there",
        "a backend, '              name: http', '              name: htp', leads to no Service",
    })
    void a_typo_is_seen(String what, String right, String wrong, String said) throws IOException {
        String text = text("cluster");
        assertThat(text).as(what).contains(right);
        // The first that is not of the Ingress's policy: one is enough.
        String planted = what.equals("a selector")
                ? text.replaceAll("(?m)^" + right + "$", wrong)
                : text.replaceFirst(right, wrong);
        assertThat(String.join("\n", consistency.flaws(Manifests.of(planted)))).contains(said);
    }

    private static String text(String overlay) throws IOException {
        return Files.readString(RENDERED.resolve(overlay + ".yaml"));
    }

    private static Map<String, String> environment(Document deployment, Manifests manifests) {
        Map<String, String> environment = new HashMap<>();
        manifests
                .all("ConfigMap")
                .forEach(map -> map.json().getAsJsonObject("data").entrySet().stream()
                        .filter(setting -> setting.getKey().startsWith("TANDA_"))
                        .forEach(setting -> environment.put(
                                setting.getKey(), setting.getValue().getAsString())));
        JsonObject pod = deployment.spec().getAsJsonObject("template").getAsJsonObject("spec");
        for (JsonElement container : pod.getAsJsonArray("containers"))
            for (JsonElement each : container.getAsJsonObject().getAsJsonArray("env")) {
                JsonObject variable = each.getAsJsonObject();
                // What Kubernetes fills in is the pod's address.
                JsonElement value = variable.get("value");
                environment.put(variable.get("name").getAsString(), value == null ? "10.0.0.1" : value.getAsString());
            }
        return environment;
    }

    /** The paths that a management server names where it has none, and answers. */
    private static Set<String> routes() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Kit kit = new Kit(
                    new Bus(vertx),
                    DomainClock.real(),
                    Settings.of(Map.of()),
                    new SimpleMeterRegistry(),
                    new Health(vertx));
            int port = new ManagementServer(vertx, kit, "127.0.0.1", 0).start().await();
            Set<String> routes = new TreeSet<>();
            for (String path : client.send(get(port, "/"), BodyHandlers.ofString())
                    .body()
                    .strip()
                    .split(" "))
                if (path.startsWith("/health/")
                        && client.send(get(port, path), BodyHandlers.discarding())
                                        .statusCode()
                                != 404) routes.add(path);
            return routes;
        } finally {
            vertx.close().await();
        }
    }

    private static HttpRequest get(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }
}
