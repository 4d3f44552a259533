/** What operators see: meters, alerts, the dashboard, traces and the log, each compared with what the documents say of it. */
@NullMarked
package io.tanda.system.watch;

import org.jspecify.annotations.NullMarked;
