/** Replays recorded traffic against the shop and reports what the cache saved. */
@NullMarked
package io.wellspring.sample.replay;

import org.jspecify.annotations.NullMarked;
