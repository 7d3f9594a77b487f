/// The library's façade.
///
/// Entry: [dev.braid.Braid]. `Braid.query` reads as the pipeline: guard, route, lease, result.
@NullMarked
package dev.braid;

import org.jspecify.annotations.NullMarked;
