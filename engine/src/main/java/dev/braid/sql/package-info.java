/// From text to one read-only statement: the lexer, the guard, and what the statement's shape
/// tells.
///
/// Entry: [dev.braid.sql.Guard]. Imports only `dev.braid.error`.
@NullMarked
package dev.braid.sql;

import org.jspecify.annotations.NullMarked;
