/** A shop that reads through Wellspring. */
@NullMarked
package io.wellspring.sample;

import org.jspecify.annotations.NullMarked;
