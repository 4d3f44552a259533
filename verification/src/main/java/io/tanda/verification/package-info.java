/**
 * The promises of a cluster, tried: {@code ./tanda verify}.
 *
 * <pre>
 *   Verify --&gt; Cluster: database, broker, gateway, proxy, and the processes of each role
 *          --&gt; figures, one after another, each under load    --&gt; Finding: rounds, violations, what was measured
 *                KillMatrix, RollingRedeploy, CutStreams, FrontsAlone, AcceptRace, ScaleOut
 *          --&gt; Truth: the invariants, after each of them
 * </pre>
 *
 * The load ({@link io.tanda.verification.SteadyRides}) knows the HTTP API only.
 */
@NullMarked
package io.tanda.verification;

import org.jspecify.annotations.NullMarked;
