package io.tanda.verification;

/** What a process runs, as the Deployments of the cluster's manifests have it. */
enum Role {
    HISTORY("history"),
    PAYMENT("payment"),
    DISPATCH("dispatch"),
    FRONT("web,booking");

    private final String verticles;

    Role(String verticles) {
        this.verticles = verticles;
    }

    String verticles() {
        return verticles;
    }
}
