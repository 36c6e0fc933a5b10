/** Copies of cached values, so that no caller can change what another one gets. */
@NullMarked
package io.wellspring.copy;

import org.jspecify.annotations.NullMarked;
