/// Brings rows that PostgreSQL servers compute into the engine: the tables they have, and the runs
/// in which a statement's parts are sent to them and their rows come back in binary form.
///
/// Entry: [dev.braid.source.postgres.remote.PostgresServers], then
/// [dev.braid.source.postgres.remote.ServerTables]. Imports what stands below it, `catalog.table`
/// and `vector` above all, and nothing of JDBC: that is `source.postgres`.
@NullMarked
package dev.braid.source.postgres.remote;

import org.jspecify.annotations.NullMarked;
