/** Receipts that anybody can verify: what they are signed with, and where the public keys are (ADR 39). */
@NullMarked
package io.tanda.web.receipt;

import org.jspecify.annotations.NullMarked;
