/// Many queries at once: a batch with one budget, partial failure, and outcomes in order and as
/// they complete.
///
/// Entry: [dev.braid.batch.Batch]. Imports `survey`, `sql`, `source`, `catalog`, `result`, `error`;
/// never the façade.
@NullMarked
package dev.braid.batch;

import org.jspecify.annotations.NullMarked;
