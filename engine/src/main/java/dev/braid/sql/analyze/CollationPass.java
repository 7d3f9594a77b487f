package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Call;
import dev.braid.expr.CollateClause;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.SetFunction;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Distinct;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Recursion;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.logical.Logical.ValuesRows;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.SetCall;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.logical.Trees;
import dev.braid.plan.logical.WindowCall;
import dev.braid.sql.analyze.CollationState.Strength;
import java.util.ArrayList;
import java.util.List;

/// One query, from the rows of FROM up: learns the collations of its columns, raises what is wrong
/// at once (42P21), and puts calls that raise 42P22 where a collation would be needed that nobody
/// knows. Over tables that are files COLLATE has done its work then, and is taken away.
final class CollationPass {
  private static final String COMPARISON = "string comparison";
  private static final String HASHING = "string hashing";

  private final Analysis analysis;
  private final CollationDerivation collations;

  CollationPass(Analysis analysis, CollationDerivation collations) {
    this.analysis = analysis;
    this.collations = collations;
  }

  /// What has been looked at already stays as it is.
  Logical apply(Logical node) {
    if (collations.isDone(node)) {
      return node;
    }
    Logical over = Trees.mapInputs(node, this::apply);
    return switch (over) {
      case FunctionRows it -> {
        Logical changed = Trees.mapExprs(it, this::expr);
        it.output()
            .forEach(
                c -> collations.put(c, collations.result(it.arguments(), c.type()).ofColumn()));
        yield changed instanceof FunctionRows rows
            ? new FunctionRows(
                rows.function(),
                set(rows.function(), it.arguments(), rows.arguments()),
                rows.alias(),
                rows.ordinality(),
                rows.output())
            : changed;
      }
      case ValuesRows it -> {
        values(it);
        yield Trees.mapExprs(it, this::expr);
      }
      case Project it -> {
        it.bindings().forEach(this::bind);
        yield Trees.mapExprs(it, this::expr);
      }
      case ProjectSet it -> sets(it);
      case Aggregate it -> aggregate(it);
      case Window it -> window(it);
      case Sort it -> new Sort(it.input(), keys(it.keys()));
      case Distinct it ->
          it.on().isEmpty()
              ? new Distinct(compared(it.input(), it.output()), it.on())
              : new Distinct(it.input(), it.on().stream().map(on -> key(on, COMPARISON)).toList());
      case SetOperation it -> set(it);
      case Recursion it -> recursion(it);
      default -> Trees.mapExprs(over, this::expr);
    };
  }

  private void bind(Binding binding) {
    boolean passed =
        binding.expr() instanceof ColumnRef below && below.column() == binding.column().column();
    if (!passed) {
      collations.put(binding.column(), collations.of(binding.expr()));
    }
  }

  private void values(ValuesRows values) {
    for (int i = 0; i < values.output().size(); i++) {
      List<Expr> cells = new ArrayList<>();
      for (List<Expr> row : values.rows()) {
        cells.add(row.get(i));
      }
      ColumnRef column = values.output().get(i);
      collations.put(column, collations.result(cells, column.type()).ofColumn());
    }
  }

  private Logical sets(ProjectSet sets) {
    List<SetCall> calls = new ArrayList<>();
    for (SetCall call : sets.calls()) {
      List<Expr> arguments = call.arguments().stream().map(this::expr).toList();
      collations.put(call.column(), collations.result(call.arguments(), call.column().type()));
      calls.add(
          new SetCall(
              call.column(), call.function(), set(call.function(), call.arguments(), arguments)));
    }
    return new ProjectSet(sets.input(), calls);
  }

  private Logical aggregate(Aggregate it) {
    List<Binding> bindings = new ArrayList<>();
    for (Binding binding : it.keys()) {
      bindings.add(new Binding(binding.column(), key(binding.expr(), HASHING)));
      bind(binding);
    }
    List<AggregateCall> calls = it.calls().stream().map(this::call).toList();
    return new Aggregate(it.input(), bindings, it.groupingSets(), calls, it.grouping());
  }

  private AggregateCall call(AggregateCall it) {
    boolean hypothetical = FunctionResolution.isHypothetical(it.function());
    List<Expr> inputs = new ArrayList<>(it.arguments());
    boolean sorts = it.function().form() == AggregateFunction.Form.ORDERED_SET;
    if (sorts && it.order().size() == 1) {
      inputs.add(it.order().getFirst().expr());
    }
    for (int i = 0; hypothetical && i < it.order().size(); i++) {
      CollationState pair =
          collations.together(List.of(it.arguments().get(i), it.order().get(i).expr()));
      if (pair.strength() == Strength.CONFLICT) {
        throw pair.mismatch();
      }
    }
    collations.put(it.column(), collations.result(inputs, it.column().type()));
    List<Expr> arguments = new ArrayList<>();
    for (Expr argument : it.arguments()) {
      arguments.add(it.distinct() ? key(argument, COMPARISON) : expr(argument));
    }
    return new AggregateCall(
        it.column(),
        it.function(),
        guarded(it.function().name(), it.arguments(), arguments),
        it.distinct(),
        keys(it.order()),
        it.filter() == null ? null : expr(it.filter()));
  }

  private Logical window(Window it) {
    List<WindowCall> calls = new ArrayList<>();
    for (WindowCall call : it.calls()) {
      List<Expr> arguments = call.arguments().stream().map(this::expr).toList();
      collations.put(call.column(), collations.result(call.arguments(), call.column().type()));
      calls.add(
          new WindowCall(
              call.column(),
              call.function(),
              guarded(call.function().name(), call.arguments(), arguments),
              call.filter() == null ? null : expr(call.filter()),
              call.frame()));
    }
    List<Expr> partition = it.partition().stream().map(each -> key(each, COMPARISON)).toList();
    return new Window(it.input(), partition, keys(it.order()), calls);
  }

  private Logical set(SetOperation it) {
    boolean all = it.all() && it.kind() == Logical.SetKind.UNION;
    pairs(it.left(), it.right(), it.output(), all);
    return all
        ? it
        : new SetOperation(
            it.kind(),
            it.all(),
            compared(it.left(), it.output()),
            compared(it.right(), it.output()),
            it.output());
  }

  private void pairs(Logical left, Logical right, List<ColumnRef> output, boolean all) {
    for (int i = 0; i < output.size(); i++) {
      ColumnRef a = left.output().get(i);
      ColumnRef b = right.output().get(i);
      CollationState both = collations.together(List.of(a, b));
      if (both.strength() == Strength.CONFLICT && !all) {
        throw both.mismatch();
      }
      collations.put(output.get(i), both.ofColumn());
    }
  }

  private Logical recursion(Recursion it) {
    pairs(it.start(), it.step(), it.output(), it.all());
    for (int i = 0; i < it.output().size(); i++) {
      CollationState start = collations.of(it.start().output().get(i));
      CollationState overall = collations.of(it.output().get(i));
      if (start.isKnown() && !start.collation().equals(overall.collation())) {
        throw Errors.error(
                SqlState.COLLATION_MISMATCH,
                start.position(),
                "recursive query \"%s\" column %d has collation \"%s\" in non-recursive term but collation \"%s\" overall"
                    .formatted(it.name(), i + 1, start.collation(), overall.collation()))
            .withHint("Use the COLLATE clause to set the collation of the non-recursive term.");
      }
    }
    if (it.all()) {
      return it;
    }
    return new Recursion(
        it.id(),
        it.name(),
        compared(it.start(), it.output()),
        compared(it.step(), it.output()),
        false,
        it.output());
  }

  private List<SortKey> keys(List<SortKey> keys) {
    return SortKey.map(keys, expr -> key(expr, COMPARISON));
  }

  /// An expression by which rows are put in order or in groups.
  ///
  /// @throws BraidException 42P21 where its own parts do not go together
  private Expr key(Expr expr, String purpose) {
    CollationState state = collations.of(expr);
    if (state.strength() == Strength.CONFLICT) {
      throw state.mismatch();
    }
    Expr changed = expr(expr);
    return isIndeterminate(expr) ? IndeterminateCollation.value(changed, purpose) : changed;
  }

  private boolean isIndeterminate(Expr expr) {
    return CollationDerivation.isCollatable(expr.type()) && !collations.of(expr).isKnown();
  }

  /// The rows of a query, which are compared as wholes.
  ///
  /// @param columns whose collations count: the query's, or those of a set operation over it
  private Logical compared(Logical query, List<ColumnRef> columns) {
    List<Expr> indeterminate = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      CollationState state = collations.of(columns.get(i));
      if (state.strength() == Strength.CONFLICT) {
        throw state.mismatch();
      }
      if (isIndeterminate(columns.get(i))) {
        indeterminate.add(query.output().get(i));
      }
    }
    return indeterminate.isEmpty()
        ? query
        : new Logical.Filter(query, IndeterminateCollation.condition(indeterminate, HASHING));
  }

  /// The arguments of an aggregate or a function that returns sets.
  private List<Expr> guarded(String name, List<Expr> original, List<Expr> arguments) {
    String purpose = CollationNeed.of(name, original);
    if (purpose == null || collations.together(original).isKnown()) {
      return arguments;
    }
    List<Expr> guarded = new ArrayList<>(arguments);
    guarded.set(0, IndeterminateCollation.value(arguments.getFirst(), purpose));
    return guarded;
  }

  /// The arguments of a function that returns rows.
  private List<Expr> set(SetFunction function, List<Expr> original, List<Expr> arguments) {
    CollationState state = collations.together(original);
    if (state.isKnown()) {
      LetterCalls.checkRegex(original.getFirst(), function.name(), arguments, state, analysis);
    }
    return guarded(function.name(), original, arguments);
  }

  private Expr expr(Expr original) {
    List<Expr> children = original.children().stream().map(this::expr).toList();
    boolean same = true;
    for (int i = 0; i < children.size(); i++) {
      same &= children.get(i) == original.children().get(i);
    }
    Expr changed = same ? original : original.withChildren(children);
    return switch (original) {
      case Call call when CollateClause.is(call) ->
          analysis.collated ? changed : children.getFirst();
      case Call call -> call(call, (Call) changed);
      case InList in when isIndeterminate(in.operand()) ->
          changed.withChildren(
              List.of(IndeterminateCollation.value(children.getFirst(), COMPARISON)));
      case Subquery query when !query.tests().isEmpty() -> tests(query, (Subquery) changed);
      default -> changed;
    };
  }

  private Expr call(Call original, Call changed) {
    CollationState input = collations.input(original);
    String purpose = CollationNeed.of(original.function().name(), original.arguments());
    if (purpose == null) {
      return changed;
    }
    if (input.isKnown()) {
      return LetterCalls.of(changed, input, analysis);
    }
    return IndeterminateCollation.call(changed, purpose);
  }

  private Expr tests(Subquery original, Subquery changed) {
    List<Expr> tests = new ArrayList<>(changed.tests());
    for (int i = 0; i < tests.size(); i++) {
      Expr test = original.tests().get(i);
      CollationState column = collations.of(original.query().output().get(i)).ofColumn();
      if (CollationDerivation.isCollatable(test.type())
          && !collations.of(test).with(column).isKnown()) {
        boolean hashed =
            original.kind() == Subquery.Kind.ANY && original.operators().get(i).name().equals("=");
        tests.set(i, IndeterminateCollation.value(tests.get(i), hashed ? HASHING : COMPARISON));
      }
    }
    return changed.withChildren(tests);
  }
}
