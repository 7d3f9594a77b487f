/// Random queries over small tables full of NULLs and duplicates, asked of PostgreSQL and of the
/// engine under many settings; what differs is shrunk to its smallest form.
///
/// Entry: [dev.braid.fuzz.Fuzz].
@NullMarked
package dev.braid.fuzz;

import org.jspecify.annotations.NullMarked;
