package io.tanda.gateway;

/** What a merchant asks of the gateway: to let go of what it holds. @param authorization the gateway's own id */
record VoidRequest(String authorization) {
    static final String PREFIX = "vo_";

    VoidRequest {
        ChargeRequest.requireReference("authorization", authorization);
    }
}
