/** The shop: its tables, its cached reads and its writes. */
@NullMarked
package io.wellspring.sample.shop;

import org.jspecify.annotations.NullMarked;
