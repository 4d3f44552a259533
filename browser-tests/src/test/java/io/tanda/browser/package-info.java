/**
 * The pages as people use them: a Chromium of this machine, without a head, against the whole of Tanda in this JVM. Where there is no
 * Chromium these tests are skipped, and say so.
 */
@NullMarked
package io.tanda.browser;

import org.jspecify.annotations.NullMarked;
