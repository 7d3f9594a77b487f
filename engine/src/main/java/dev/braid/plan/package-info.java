/// From a statement's logical tree to the cheapest parallel plan.
///
/// Entry: `Planner`. `logical` is the tree that `sql` builds; it is rewritten (subqueries become
/// joins, filters sink, joins are ordered) and turned into the nodes of `exec`. Imports everything
/// below it, nothing of `sql`.
@NullMarked
package dev.braid.plan;

import org.jspecify.annotations.NullMarked;
