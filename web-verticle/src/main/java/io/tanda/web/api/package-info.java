/** What every context's part of the API is made with: questions, pages, streams, and its piece of the contract. */
@NullMarked
package io.tanda.web.api;

import org.jspecify.annotations.NullMarked;
