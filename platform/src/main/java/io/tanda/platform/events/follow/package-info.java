/**
 * Follows another context's events.
 *
 * <pre>
 *   PollingThread --&gt; Follower: an AggregateQueue each says what is next
 *                       handle     Interest and Commits: effects and fence in one unit; failed: again, or Parking
 *                       skip       SkippedFences: many fences in one unit
 *                       a gap      Gaps: wait, then JournalReader
 *                 &lt;-- PartitionProgress: up to which event of a partition all of that has ended
 * </pre>
 */
@NullMarked
package io.tanda.platform.events.follow;

import org.jspecify.annotations.NullMarked;
