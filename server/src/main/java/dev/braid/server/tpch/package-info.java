/// TPC-H on the file engine: the tables as Parquet files, the 22 queries, their answers and times.
///
/// Entry: [dev.braid.server.tpch.TpchData] makes the tables, [dev.braid.server.tpch.TpchRun] asks
/// them, [dev.braid.server.tpch.TpchReport] shows what came out. Knows the engine only.
@NullMarked
package dev.braid.server.tpch;

import org.jspecify.annotations.NullMarked;
