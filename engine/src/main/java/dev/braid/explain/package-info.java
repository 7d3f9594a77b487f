/// EXPLAIN and EXPLAIN ANALYZE: plans as PostgreSQL prints them.
///
/// Entry: [dev.braid.explain.Explain]. Imports `exec` and what lies below it.
@NullMarked
package dev.braid.explain;

import org.jspecify.annotations.NullMarked;
