/// Rewrites logical trees into ones that mean the same and cost less: constants are folded,
/// conditions simplified and moved to where they are cheap, joins put in order.
///
/// Each rule is a class of its own. Imports `expr`, `catalog` and `plan.logical`.
@NullMarked
package dev.braid.plan.rewrite;

import org.jspecify.annotations.NullMarked;
