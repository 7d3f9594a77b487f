/// Braid's own engine as something that answers a dataset: statements over folders of files, from
/// text to rows.
///
/// Entry: [dev.braid.local.LocalEngine], which all folder datasets of a process share, and
/// [dev.braid.local.LocalBackend], one dataset. [dev.braid.local.LocalQuery] reads as the way of a
/// query.
@NullMarked
package dev.braid.local;

import org.jspecify.annotations.NullMarked;
