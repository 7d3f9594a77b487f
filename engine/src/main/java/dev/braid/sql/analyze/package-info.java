/// Gives names and types their meaning: from the syntax tree to the logical plan.
///
/// Entry: [dev.braid.sql.analyze.Analyzer]. The rules are those of PostgreSQL's parse analysis:
/// what it refuses is refused here with the same SQLSTATE at the same character, and what is not
/// supported is refused by name. Imports `sql.ast`, `plan.logical`, `expr`, `catalog.table` and
/// lower rooms.
@NullMarked
package dev.braid.sql.analyze;

import org.jspecify.annotations.NullMarked;
