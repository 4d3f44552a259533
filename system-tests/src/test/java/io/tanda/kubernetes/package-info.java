/**
 * What {@code k8s/} says, held against Kubernetes' own types and against what the app knows: fields, selectors, ports, settings, probes.
 */
@NullMarked
package io.tanda.kubernetes;

import org.jspecify.annotations.NullMarked;
