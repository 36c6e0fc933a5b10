/** What an entry is called: keys of calls, their text form, and the patterns that match it. */
@NullMarked
package io.wellspring.key;

import org.jspecify.annotations.NullMarked;
