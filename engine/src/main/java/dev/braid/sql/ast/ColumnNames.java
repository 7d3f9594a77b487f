package dev.braid.sql.ast;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The name PostgreSQL gives to a column without a label: that of the column or function it shows,
/// else of the type it was cast to, else `?column?`.
public final class ColumnNames {
  public static final String UNKNOWN = "?column?";

  /// @param strong whether a cast or a CASE around it keeps the name
  private record Name(String text, boolean strong) {}

  private final Function<Query, String> subqueryName;

  private ColumnNames(Function<Query, String> subqueryName) {
    this.subqueryName = subqueryName;
  }

  /// @param subqueryName the name of a subquery's first column when only its tables tell, because
  ///   its first column is a `*`
  public static String of(Query.Target target, Function<Query, String> subqueryName) {
    return target.label() == null ? of(target.expression(), subqueryName) : target.label();
  }

  public static String of(Expression expression, Function<Query, String> subqueryName) {
    Name name = new ColumnNames(subqueryName).name(expression);
    return name == null ? UNKNOWN : name.text();
  }

  private static Name strong(String text) {
    return new Name(text, true);
  }

  private @Nullable Name name(Expression expression) {
    return switch (expression) {
      case Expression.ColumnReference it -> strong(it.names().getLast());
      case Expression.Indirection it -> field(it);
      case Expression.FunctionCall it -> strong(it.name().getLast());
      case Expression.ValueFunction it -> strong(it.function().sql());
      case Expression.NullIf _ -> strong("nullif");
      case Expression.Coalesce _ -> strong("coalesce");
      case Expression.Extremum it -> strong(it.greatest() ? "greatest" : "least");
      case Expression.Grouping _ -> strong("grouping");
      case Expression.Exists _ -> strong("exists");
      case Expression.ArraySubquery _, Expression.ArrayConstructor _ -> strong("array");
      case Expression.Row _ -> strong("row");
      case Expression.ScalarSubquery it -> strong(first(it.query()));
      case Expression.Collate it -> name(it.operand());
      case Expression.Cast it -> {
        Name inner = name(it.operand());
        yield inner != null && inner.strong() ? inner : new Name(it.type().name(), false);
      }
      case Expression.TypedLiteral it -> new Name(it.type().name(), false);
      case Expression.Case it -> {
        Name inner = it.otherwise() == null ? null : name(it.otherwise());
        yield inner != null && inner.strong() ? inner : new Name("case", false);
      }
      case Expression.NullLiteral _,
          Expression.BooleanLiteral _,
          Expression.IntegerLiteral _,
          Expression.NumericLiteral _,
          Expression.StringLiteral _,
          Expression.BitLiteral _,
          Expression.Parameter _,
          Expression.Star _,
          Expression.Operation _,
          Expression.Logic _,
          Expression.Not _,
          Expression.Is _,
          Expression.IsJson _,
          Expression.IsDistinct _,
          Expression.Between _,
          Expression.InList _,
          Expression.InSubquery _,
          Expression.Like _,
          Expression.Quantified _,
          Expression.QuantifiedSubquery _ ->
          null;
    };
  }

  /// The last field, or the name of what the subscripts are of.
  private @Nullable Name field(Expression.Indirection it) {
    for (Expression.Indirection.Step step : it.steps().reversed()) {
      if (step instanceof Expression.Indirection.Field field) {
        return strong(field.name());
      }
    }
    return name(it.operand());
  }

  /// Set operations have the names of their first query.
  private String first(Query query) {
    return switch (query.body()) {
      case Query.SetOperation it -> first(it.left());
      case Query.Values _ -> "column1";
      case Query.Select it ->
          it.targets().isEmpty() || isStar(it.targets().getFirst().expression())
              ? subqueryName.apply(query)
              : of(it.targets().getFirst(), subqueryName);
    };
  }

  private static boolean isStar(Expression expression) {
    return expression instanceof Expression.Star
        || (expression instanceof Expression.Indirection it
            && it.steps().getLast() instanceof Expression.Indirection.AllFields);
  }
}
