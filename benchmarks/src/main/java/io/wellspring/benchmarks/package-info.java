/** What a call through the cache costs, beside what others take for it; and what it costs that no old value is served. */
@NullMarked
package io.wellspring.benchmarks;

import org.jspecify.annotations.NullMarked;
