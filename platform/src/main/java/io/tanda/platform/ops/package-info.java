/** What an operator needs of every part: settings that refuse nonsense, classes of failure, health. */
@NullMarked
package io.tanda.platform.ops;

import org.jspecify.annotations.NullMarked;
