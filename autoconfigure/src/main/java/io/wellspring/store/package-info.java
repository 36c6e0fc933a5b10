/** What a tier stores, and the contract that every tier keeps. */
@NullMarked
package io.wellspring.store;

import org.jspecify.annotations.NullMarked;
