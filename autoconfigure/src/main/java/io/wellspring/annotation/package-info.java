/** The words that users write on their methods. */
@NullMarked
package io.wellspring.annotation;

import org.jspecify.annotations.NullMarked;
