/** Changes as Hibernate reports them, and copies of what Hibernate manages. */
@NullMarked
package io.wellspring.invalidation.jpa;

import org.jspecify.annotations.NullMarked;
