package dev.braid.plan.rewrite;

import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.List;

/// Takes away projections that do nothing but leave out columns, so that joins on both sides of
/// them can be put in order together. Which columns are read is decided at the end anyway.
///
/// They stay where somebody counts columns by position.
public final class PassingProjections {
  private PassingProjections() {}

  public static Logical remove(Logical query) {
    return visit(query, true);
  }

  /// @param exact whether the columns must come out as they are
  private static Logical visit(Logical node, boolean exact) {
    if (!exact && node instanceof Logical.Project project && isPassing(project)) {
      return visit(project.input(), false);
    }
    return switch (node) {
      case Logical.Project _, Logical.Aggregate _ ->
          Trees.mapInputs(node, input -> visit(input, false));
      case Logical.Filter _,
          Logical.Sort _,
          Logical.Limit _,
          Logical.Join _,
          Logical.Window _,
          Logical.ProjectSet _ ->
          Trees.mapInputs(node, input -> visit(input, exact));
      case Logical.Distinct distinct ->
          Trees.mapInputs(node, input -> visit(input, exact || distinct.on().isEmpty()));
      case Logical.With with -> {
        List<Logical> inputs = new ArrayList<>();
        with.definitions().forEach(each -> inputs.add(visit(each.query(), true)));
        inputs.add(visit(with.body(), exact));
        yield Trees.withInputs(with, inputs);
      }
      case Logical.SetOperation _,
          Logical.Recursion _,
          Logical.Scan _,
          Logical.Remote _,
          Logical.ValuesRows _,
          Logical.FunctionRows _,
          Logical.CteRef _ ->
          Trees.mapInputs(node, input -> visit(input, true));
    };
  }

  private static boolean isPassing(Logical.Project project) {
    return project.bindings().stream().allMatch(each -> each.expr().equals(each.column()));
  }
}
