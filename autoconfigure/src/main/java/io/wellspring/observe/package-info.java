/** What an operator sees of the caches. */
@NullMarked
package io.wellspring.observe;

import org.jspecify.annotations.NullMarked;
