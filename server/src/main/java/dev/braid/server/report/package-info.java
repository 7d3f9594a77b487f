/// What an answer looks like: outcomes, results and pool statistics as Markdown, JSON, CSV and
/// aligned text.
///
/// Entry: [dev.braid.server.report.Format], or the report of one form. Pure functions from records
/// to text; nothing here runs a query or prints. Imports `batch`, `result`, `catalog`, `error` and
/// the pool's statistics of the engine; never another room of the server.
@NullMarked
package dev.braid.server.report;

import org.jspecify.annotations.NullMarked;
