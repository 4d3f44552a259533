/** Who takes messages over HTTP: providers of SMS and KakaoTalk messages, and people's own webhooks. Knows nothing of Tanda. */
@NullMarked
package io.tanda.messages;

import org.jspecify.annotations.NullMarked;
