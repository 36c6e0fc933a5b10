/** Pure decisions on time. Nothing here reads a clock or does I/O: the time is passed in. */
@NullMarked
package io.wellspring.policy;

import org.jspecify.annotations.NullMarked;
