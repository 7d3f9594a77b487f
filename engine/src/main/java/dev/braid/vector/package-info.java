/// Columns: heap arrays of values with a bitmap of which are there, and batches of them.
///
/// Entry: [dev.braid.vector.Batch], [dev.braid.vector.Column]. Arrays start at row 0 and may be
/// longer than the batch; whoever holds a column never changes its arrays. Imports only
/// `dev.braid.type` and `dev.braid.error`.
@NullMarked
package dev.braid.vector;

import org.jspecify.annotations.NullMarked;
