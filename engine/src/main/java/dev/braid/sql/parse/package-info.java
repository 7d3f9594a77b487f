/// A hand-written parser of PostgreSQL 18's SQL: text to [dev.braid.sql.ast].
///
/// Entry: [dev.braid.sql.parse.SqlParser]. Accepts what PostgreSQL's grammar accepts of the
/// statements that Braid knows, refuses at the same character in the same words, and says by name
/// what it does not know. Imports `error`, `guard` for its lexer, and the tree.
@NullMarked
package dev.braid.sql.parse;

import org.jspecify.annotations.NullMarked;
