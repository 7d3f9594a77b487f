/// PostgreSQL's types and their values one at a time: what a type is, how its values are written,
/// read, compared and calculated.
///
/// Entry: [dev.braid.type.Type]. Whole columns of values are the business of `vector`. Imports only
/// `dev.braid.error`.
@NullMarked
package dev.braid.type;

import org.jspecify.annotations.NullMarked;
