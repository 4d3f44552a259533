package io.tanda.verification;

import java.net.URI;

/** Where to ask what became of rides. */
record Endpoints(URI api, String gatewayUrl, String mysqlUrl, String kafkaBootstrap) {}
