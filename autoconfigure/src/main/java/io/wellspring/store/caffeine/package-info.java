/** The local tier, on Caffeine. */
@NullMarked
package io.wellspring.store.caffeine;

import org.jspecify.annotations.NullMarked;
