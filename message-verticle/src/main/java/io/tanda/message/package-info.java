/**
 * Messages between the parties of a ride, and from the company.
 *
 * <pre>
 *   tanda.dispatch.events.v1 --&gt; Followed --&gt; ride: who may write to whom
 *   command --&gt; SendMessages --&gt; MessageDecider --+-- free ------------------------------&gt; sent
 *                                                 '-- begun --&gt; payment.charge-service --+--&gt; sent, refused, or nothing is left
 *   tanda.payment.events.v1  --&gt; Followed --&gt; held -------------------------------------'     what was taken in vain is given back
 *   tanda.message.events.v1  --&gt; Followed --&gt; mailbox --&gt; MailboxRows --&gt; answers
 * </pre>
 *
 * <p>What people write is sealed under a key of their conversation ({@link io.tanda.message.outbound.Vault}), and is in no event.
 */
@NullMarked
package io.tanda.message;

import org.jspecify.annotations.NullMarked;
