/** The read path: caches, flights, fences, refreshes and their statistics. */
@NullMarked
package io.wellspring.engine;

import org.jspecify.annotations.NullMarked;
