/// The hot loops: arithmetic and comparisons over whole columns, one method a loop, so that each
/// has a profile of its own.
///
/// Loops run over all rows, also those without a value, whose numbers are arbitrary: errors are
/// noted in a flag and looked for row by row only when the flag says that there may be one.
@NullMarked
package dev.braid.expr.kernel;

import org.jspecify.annotations.NullMarked;
