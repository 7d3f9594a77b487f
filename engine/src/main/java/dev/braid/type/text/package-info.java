/// Strings and byte strings: LIKE, the string functions, the text forms of bytea.
///
/// Entry: [dev.braid.type.text.Strings]. All functions count characters, that is Unicode code
/// points. Letters change case and belong to classes as Unicode's simple mappings have it, one
/// character for one, which is what PostgreSQL does in a database of locale `C.UTF-8`. Imports only
/// `dev.braid.error` and `dev.braid.type`.
@NullMarked
package dev.braid.type.text;

import org.jspecify.annotations.NullMarked;
