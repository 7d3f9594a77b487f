/// The syntax tree of PostgreSQL's SQL: what was written, before any name has a meaning.
///
/// Entry: [dev.braid.sql.ast.Statement]. Immutable records under sealed interfaces; every node
/// knows the character it began at. [dev.braid.sql.ast.SqlText] prints a tree back to SQL that
/// parses to the same tree, [dev.braid.sql.ast.ColumnNames] names the columns of a SELECT. Imports
/// nothing of Braid.
@NullMarked
package dev.braid.sql.ast;

import org.jspecify.annotations.NullMarked;
