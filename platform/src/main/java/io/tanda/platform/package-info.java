/**
 * The actor kit every verticle stands on, in seven packages: {@code bus}, {@code commit}, {@code store}, {@code events}, {@code flow},
 * {@code time}, {@code ops}. Nothing is here without two users, and nothing here knows a verticle.
 */
@NullMarked
package io.tanda.platform;

import org.jspecify.annotations.NullMarked;
