/// Something to ask without a server of one's own: PostgreSQL 18 started inside this process's temp
/// folder, two datasets that are always the same, and the tour of `braid demo`.
///
/// Entry: [dev.braid.server.demo.DemoServer] gives the configuration,
/// [dev.braid.server.demo.DemoTour] prints the tour. Imports the engine and `server.report`; never
/// `cli` or `mcp`.
@NullMarked
package dev.braid.server.demo;

import org.jspecify.annotations.NullMarked;
