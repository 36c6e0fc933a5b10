/** Spring's own cache abstraction over the engine. */
@NullMarked
package io.wellspring.springcache;

import org.jspecify.annotations.NullMarked;
