/// Tables as the engine sees them, whatever they are made of: columns, statistics, and scans that
/// are cut into morsels.
///
/// Entry: [dev.braid.catalog.table.Table]. `source` implements these interfaces, `exec` and `plan`
/// use them. Imports `vector`, `type`, `parallel` and `error`.
@NullMarked
package dev.braid.catalog.table;

import org.jspecify.annotations.NullMarked;
