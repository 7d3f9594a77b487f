/// PostgreSQL's functions, operators and conversions, by topic.
///
/// Entry: [dev.braid.expr.library.Library]. Hot ones have loops in `expr.kernel`; the others go row
/// by row through [dev.braid.expr.library.RowFunction].
@NullMarked
package dev.braid.expr.library;

import org.jspecify.annotations.NullMarked;
