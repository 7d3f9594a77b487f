/// What work that runs side by side shares.
///
/// Entry: [dev.braid.parallel.Cancellation]. Imports only `dev.braid.error`.
@NullMarked
package dev.braid.parallel;

import org.jspecify.annotations.NullMarked;
