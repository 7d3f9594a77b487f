/// Braid's own SQL: text → tree → validated plan.
///
/// The rooms inside: [dev.braid.sql.ast] is the tree, [dev.braid.sql.parse] makes it of a text,
/// `analyze` gives names and types their meaning. Imports any lower room; `local`, which runs
/// statements, and `survey`, which rewrites them, stand on this one.
@NullMarked
package dev.braid.sql;

import org.jspecify.annotations.NullMarked;
