/// What there is to ask: datasets with their sources, pools, limits and descriptions, read from
/// `braid.yaml`.
///
/// Entry: [dev.braid.catalog.ConfigFile] reads a [dev.braid.catalog.Config]. Immutable records;
/// nothing here opens a connection or a data file. Imports only `error` and `type`.
@NullMarked
package dev.braid.catalog;

import org.jspecify.annotations.NullMarked;
