package io.tanda.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Rendered manifests, read typed: an unknown field, a missing one or one of a wrong type is a flaw, and so is an unknown kind. */
record Manifests(List<Document> documents, List<String> flaws) {

    /** @param json as it was written */
    record Document(String kind, String name, JsonObject json) {
        JsonObject spec() {
            return json.getAsJsonObject("spec");
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    private interface Check {
        void accept(JsonElement document) throws IOException;
    }

    private static final Map<String, Check> KINDS = Map.ofEntries(
            Map.entry("v1/ConfigMap", json -> read(json, V1ConfigMap.class)),
            Map.entry("v1/Secret", json -> read(json, V1Secret.class)),
            Map.entry("v1/Service", json -> read(json, V1Service.class)),
            Map.entry("v1/ServiceAccount", json -> read(json, V1ServiceAccount.class)),
            Map.entry("apps/v1/Deployment", json -> read(json, V1Deployment.class)),
            Map.entry("policy/v1/PodDisruptionBudget", json -> read(json, V1PodDisruptionBudget.class)),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", json -> read(json, V2HorizontalPodAutoscaler.class)),
            Map.entry("networking.k8s.io/v1/Ingress", json -> read(json, V1Ingress.class)),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", json -> read(json, V1NetworkPolicy.class)),
            Map.entry(
                    "monitoring.coreos.com/v1/ServiceMonitor", json -> OperatorKind.check(json, ServiceMonitor.class)),
            Map.entry(
                    "monitoring.coreos.com/v1/PrometheusRule", json -> OperatorKind.check(json, PrometheusRule.class)));

    static Manifests of(String text) {
        List<Document> documents = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        Gson gson = new Gson();
        for (Object tree : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
            JsonObject json = gson.toJsonTree(tree).getAsJsonObject();
            String kind = json.get("kind").getAsString();
            Document document = new Document(
                    kind, json.getAsJsonObject("metadata").get("name").getAsString(), json);
            documents.add(document);
            Check check = KINDS.get(json.get("apiVersion").getAsString() + "/" + kind);
            if (check == null) {
                flaws.add(document + ": nothing is known of this kind");
                continue;
            }
            try {
                check.accept(json);
            } catch (IOException | IllegalArgumentException | JsonParseException e) {
                flaws.add(document + ": " + e.getMessage());
            }
        }
        return new Manifests(List.copyOf(documents), List.copyOf(flaws));
    }

    /** The models check the names of fields, and which must be there; reading them checks what they hold. */
    private static void read(JsonElement document, Class<?> type) {
        JSON.getGson().fromJson(document, type);
    }

    Stream<Document> all(String kind) {
        return documents.stream().filter(document -> document.kind().equals(kind));
    }

    boolean has(String kind, String name) {
        return all(kind).anyMatch(document -> document.name().equals(name));
    }
}
