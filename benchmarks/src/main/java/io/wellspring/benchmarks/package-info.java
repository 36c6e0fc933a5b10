/** What a call through the cache costs, beside what others take for it. */
@NullMarked
package io.wellspring.benchmarks;

import org.jspecify.annotations.NullMarked;
