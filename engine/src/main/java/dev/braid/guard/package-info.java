/// From text to one read-only statement: the lexer, the guard, and what the statement's shape
/// tells.
///
/// Entry: [dev.braid.guard.Guard]. The way of a text: [Lexer] makes tokens of it, [Group] nests
/// them by their brackets, [ReadOnly] refuses what does not only read, [Driver] asks the JDBC
/// driver whether it sees one statement too, and [Shape] tells whether the rows are groups. Imports
/// only `dev.braid.error`, and pgjdbc's parser.
@NullMarked
package dev.braid.guard;

import org.jspecify.annotations.NullMarked;
