/** Puts it all together in a Spring Boot application. */
@NullMarked
package io.wellspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
