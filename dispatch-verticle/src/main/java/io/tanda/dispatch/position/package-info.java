/** Where taxis are: a reported fix goes into this process's index and over Kafka into the others', and the index is searched. */
@NullMarked
package io.tanda.dispatch.position;

import org.jspecify.annotations.NullMarked;
