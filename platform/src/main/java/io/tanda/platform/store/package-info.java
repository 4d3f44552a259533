/**
 * One context's schema: units of work that commit together, the journal, the outbox's pointers, the answers given.
 *
 * <pre>
 *   Unit --&gt; CommitQueue: units that arrive while a commit is under way share the next one --&gt; Settlement
 *              rows | journal events | outbox pointers | deadlines | the command's answer      one transaction
 * </pre>
 */
@NullMarked
package io.tanda.platform.store;

import org.jspecify.annotations.NullMarked;
