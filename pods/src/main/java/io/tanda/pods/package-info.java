/**
 * The cluster of the manifests on one machine: {@code ./tanda pods}. What kubelet, Deployment and headless Service do elsewhere is done
 * here with podman.
 *
 * <pre>
 *   k8s/rendered/cluster.yaml --&gt; ClusterManifests --&gt; a Pod for each replica --&gt; PodCluster: podman kube play
 *                                        |                                          |  network, places, redeploy
 *                                        +--&gt; what podman does not know, and        +--&gt; Liveness: asks, and starts again
 *                                             what stands in for it
 * </pre>
 */
@NullMarked
package io.tanda.pods;

import org.jspecify.annotations.NullMarked;
