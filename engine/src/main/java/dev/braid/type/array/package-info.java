/// Arrays of one dimension: their text form, their order and their functions.
///
/// Entry: [dev.braid.type.array.ArrayText]. Imports only `dev.braid.error` and `dev.braid.type`.
@NullMarked
package dev.braid.type.array;

import org.jspecify.annotations.NullMarked;
