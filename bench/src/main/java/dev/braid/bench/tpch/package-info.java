/// TPC-H and file reading against DuckDB and PostgreSQL, in one run on one machine.
///
/// Entry: [dev.braid.bench.tpch.TpchRivals]. Every engine is measured in a process of its own
/// ([dev.braid.bench.tpch.Measured]), one after another, so that memory and first queries are its
/// own.
@NullMarked
package dev.braid.bench.tpch;

import org.jspecify.annotations.NullMarked;
