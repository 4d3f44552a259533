package io.tanda.contract.message;

import io.tanda.contract.Money;
import org.jspecify.annotations.Nullable;

/** @param price what the sender would be charged, before it is sent; absent: nothing */
public record MessagePrice(MessageKind kind, @Nullable Money price) {}
