/// What comes back: columns, rows, what was cut and what failed.
///
/// Entry: [dev.braid.result.Result]. Plain immutable records that every route fills and every door
/// shows; imports only `dev.braid.error`.
@NullMarked
package dev.braid.result;

import org.jspecify.annotations.NullMarked;
