/** What a request costs in SQL. */
@NullMarked
package io.wellspring.sample.sql;

import org.jspecify.annotations.NullMarked;
