/// One PostgreSQL server: its pool, read-only sessions, running statements and catalog.
///
/// Entry: [dev.braid.source.postgres.PostgresPool]. Imports `sql`, `catalog`, `result`, `error`.
@NullMarked
package dev.braid.source.postgres;

import org.jspecify.annotations.NullMarked;
