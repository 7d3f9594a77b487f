/// The nodes of executable plans, one file each, named as EXPLAIN prints them, and the machine that
/// runs them.
///
/// A plan is a tree of immutable [dev.braid.exec.PlanNode] records. [dev.braid.exec.Execution] runs
/// it once; all that changes while it runs hangs there.
///
/// How it runs: opening a node gives a [dev.braid.exec.Pipe], which is a source of batches cut into
/// morsels and the steps that each batch goes through. Nodes that need all of their input before
/// they can put out the first row (sorts, aggregates, the build side of hash joins) drain their
/// child's pipe into a [dev.braid.exec.Sink] while they are opened, and return a pipe that starts
/// from there. So there is no graph of pipelines to be scheduled: opening the root does everything
/// up to the last pipe, in the order in which PostgreSQL would.
///
/// Where it runs: a pipe from a parallel source is drained by the leader and by workers, morsel by
/// morsel; every other pipe by the leader alone. Results do not depend on who runs what: whoever
/// keeps rows keeps them by the number of the morsel they came from.
@NullMarked
package dev.braid.exec;

import org.jspecify.annotations.NullMarked;
