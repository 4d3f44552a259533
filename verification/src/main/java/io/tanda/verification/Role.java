package io.tanda.verification;

/** What a process runs, as the Deployments of the cluster's manifests have it; but notify and the depot are with history, whom no ride waits for either, and message with payment. */
enum Role {
    HISTORY("history,notify,catalogue,delivery,rental"),
    PAYMENT("payment,message"),
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
