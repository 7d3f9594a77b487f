/// Spreads a table of one server over shards, or copies it whole onto each.
///
/// Entry: [dev.braid.source.postgres.spread.Spreading]. The only room that writes to servers; the
/// command line uses it, the MCP server never does. Imports `source.postgres`, `catalog`,
/// `parallel` and `error`.
@NullMarked
package dev.braid.source.postgres.spread;

import org.jspecify.annotations.NullMarked;
