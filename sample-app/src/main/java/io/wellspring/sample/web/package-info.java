/** The shop over HTTP. */
@NullMarked
package io.wellspring.sample.web;

import org.jspecify.annotations.NullMarked;
