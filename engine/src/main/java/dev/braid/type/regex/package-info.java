/// PostgreSQL's advanced regular expressions, SIMILAR TO and the functions over them.
///
/// Entry: [dev.braid.type.regex.Regex]. A matcher of its own, because `java.util.regex` prefers the
/// first alternative where PostgreSQL prefers the longest match, and mixes greedy and non-greedy
/// quantifiers by other rules. Imports only `dev.braid.error`.
@NullMarked
package dev.braid.type.regex;

import org.jspecify.annotations.NullMarked;
