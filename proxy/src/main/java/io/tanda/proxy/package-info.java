/**
 * What stands before several processes with HTTP on one machine, as a load balancer stands before pods.
 *
 * <pre>
 *   client --&gt; ProxyVerticle --&gt; Forwarding --&gt; Fronts: the next one that is ready --&gt; front
 *                  |               repeats what may be repeated      ^ each asked by itself, four times a second:
 *                  |                                                 | GET /health/ready on its management port
 *                  +-- its own /health/ready: up while any front is
 * </pre>
 */
@NullMarked
package io.tanda.proxy;

import org.jspecify.annotations.NullMarked;
