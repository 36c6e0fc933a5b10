/** A committed change becomes keys and caches to invalidate. */
@NullMarked
package io.wellspring.invalidation;

import org.jspecify.annotations.NullMarked;
