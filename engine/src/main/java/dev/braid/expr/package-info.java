/// Expressions and what they are made of: functions, operators, casts and aggregates, and their
/// compilation into loops over columns.
///
/// Entry: [dev.braid.expr.Expr], [dev.braid.expr.ExprCompiler]; the functions there are stand in
/// [dev.braid.expr.FunctionCatalog]. Imports `vector`, `type`, `parallel` and `error`.
@NullMarked
package dev.braid.expr;

import org.jspecify.annotations.NullMarked;
