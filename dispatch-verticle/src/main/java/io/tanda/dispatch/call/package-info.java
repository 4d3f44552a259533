/**
 * Calls and rides: what a booking asks for or a driver does is decided on the ride as it is stored, and the events, the offers, what
 * drivers are told and the deadlines become true together.
 *
 * <pre>
 *   inbound  --&gt;  application (load, decide, evolve, commit)  --&gt;  outbound
 *                        domain (the rules, pure)
 * </pre>
 */
@NullMarked
package io.tanda.dispatch.call;

import org.jspecify.annotations.NullMarked;
