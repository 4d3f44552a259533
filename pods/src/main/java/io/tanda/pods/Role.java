package io.tanda.pods;

import io.vertx.core.json.JsonObject;

/**
 * A Deployment, as whoever runs its pods has to know it.
 *
 * @param name its component: front, dispatch, payment, history, notify
 * @param replicas as many as its autoscaler keeps at least
 * @param httpPort where its pods take requests; 0: they take none
 * @param container the name of the only one
 * @param live fails so often, and the container is started again
 * @param startSeconds how long the liveness probe waits for the first answer
 * @param preStopSeconds between the word that a pod is to go and SIGTERM
 * @param graceSeconds between SIGTERM and SIGKILL
 * @param minReadySeconds for which a new pod is ready before an old one goes
 * @param template of its pods
 */
public record Role(
        String name,
        int replicas,
        int httpPort,
        int managementPort,
        String container,
        Probe live,
        int startSeconds,
        int preStopSeconds,
        int graceSeconds,
        int minReadySeconds,
        JsonObject template) {

    /** @param path on the port of management */
    record Probe(String path, int periodSeconds, int timeoutSeconds, int failures) {}
}
