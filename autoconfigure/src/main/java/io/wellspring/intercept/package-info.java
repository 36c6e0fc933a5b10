/** Annotations become definitions, once; calls become reads. */
@NullMarked
package io.wellspring.intercept;

import org.jspecify.annotations.NullMarked;
