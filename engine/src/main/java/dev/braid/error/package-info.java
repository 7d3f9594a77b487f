/// How things go wrong: one exception type, each with a SQLSTATE.
///
/// Entry: [dev.braid.error.BraidException]. The lowest room of the house; it imports nothing of
/// Braid.
@NullMarked
package dev.braid.error;

import org.jspecify.annotations.NullMarked;
