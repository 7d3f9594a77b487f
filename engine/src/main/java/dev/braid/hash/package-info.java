/// Keys of groups and joins: hashes that are equal where SQL's values are, comparisons of many
/// pairs of rows at once, and the tables made of both.
///
/// Entry: [dev.braid.hash.Hashes], [dev.braid.hash.GroupTable], [dev.braid.hash.JoinTable]. Works
/// on columns alone and knows nothing of plans. Imports `vector`, `type` and `error`.
@NullMarked
package dev.braid.hash;

import org.jspecify.annotations.NullMarked;
