package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.And;
import dev.braid.expr.Coalesce;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.sql.ast.FromItem;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// JOIN with ON, USING and NATURAL.
final class JoinAnalysis {
  private final FromAnalysis from;
  private final Analysis analysis;
  private final QueryLevel level;
  private final ExpressionAnalyzer expressions;

  JoinAnalysis(FromAnalysis from, ExpressionAnalyzer expressions) {
    this.from = from;
    this.expressions = expressions;
    analysis = from.analysis;
    level = from.level;
  }

  FromAnalysis.Source analyze(FromItem.Join it) {
    FromAnalysis.Source left = from.item(it.left());
    boolean lateral =
        switch (it.kind()) {
          case CROSS, INNER, LEFT -> true;
          case RIGHT, FULL -> false;
        };
    int mark = level.namespace.size();
    left.items().forEach(item -> level.namespace.add(item.lateral(true, lateral)));
    FromAnalysis.Source right = from.item(it.right());
    level.namespace.subList(mark, level.namespace.size()).clear();
    FromAnalysis.checkConflicts(left.items(), right.items());
    List<String> using = it.natural() ? common(left.main(), right.main()) : it.using();
    List<NamespaceItem.Field> merged = new ArrayList<>();
    Expr condition = Constant.TRUE;
    if (!using.isEmpty()) {
      condition = using(it, using, left.main(), right.main(), merged);
    } else if (it.condition() != null) {
      condition = on(it, left, right);
    }
    JoinKind kind =
        switch (it.kind()) {
          case CROSS, INNER -> JoinKind.INNER;
          case LEFT -> JoinKind.LEFT;
          case RIGHT -> JoinKind.RIGHT;
          case FULL -> JoinKind.FULL;
        };
    Logical plan = FromAnalysis.join(kind, left.plan(), right.plan(), condition);
    return new FromAnalysis.Source(plan, items(it, left, right, using, merged));
  }

  private Expr on(FromItem.Join it, FromAnalysis.Source left, FromAnalysis.Source right) {
    List<NamespaceItem> before = new ArrayList<>(level.namespace);
    level.namespace.clear();
    left.items().forEach(item -> level.namespace.add(item.lateral(false, true)));
    right.items().forEach(item -> level.namespace.add(item.lateral(false, true)));
    Expr condition =
        expressions.condition(
            java.util.Objects.requireNonNull(it.condition()), Clause.JOIN, "JOIN/ON");
    level.namespace.clear();
    level.namespace.addAll(before);
    return condition;
  }

  private static List<String> common(NamespaceItem left, NamespaceItem right) {
    List<String> names = new ArrayList<>();
    for (NamespaceItem.Field field : left.fields()) {
      if (!right.named(field.name()).isEmpty()) {
        names.add(field.name());
      }
    }
    return names;
  }

  private Expr using(
      FromItem.Join it,
      List<String> using,
      NamespaceItem left,
      NamespaceItem right,
      List<NamespaceItem.Field> merged) {
    List<Expr> conditions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : using) {
      if (!seen.add(name)) {
        throw new BraidException(
            SqlState.DUPLICATE_COLUMN,
            "column name \"" + name + "\" appears more than once in USING clause");
      }
      Expr a = only(left, name, "left");
      Expr b = only(right, name, "right");
      conditions.add(analysis.operators.binary("=", a, b, 0));
      merged.add(new NamespaceItem.Field(name, merge(it.kind(), a, b)));
    }
    return conditions.size() == 1 ? conditions.getFirst() : new And(conditions);
  }

  private static Expr only(NamespaceItem item, String name, String side) {
    List<NamespaceItem.Field> found = item.named(name);
    if (found.isEmpty()) {
      throw new BraidException(
          SqlState.UNDEFINED_COLUMN,
          "column \"%s\" specified in USING clause does not exist in %s table"
              .formatted(name, side));
    }
    if (found.size() > 1) {
      throw new BraidException(
          SqlState.AMBIGUOUS_COLUMN,
          "common column name \"%s\" appears more than once in %s table".formatted(name, side));
    }
    return found.getFirst().expr();
  }

  /// The one column that is made of the two.
  private Expr merge(FromItem.Join.Kind kind, Expr left, Expr right) {
    List<CommonType.Placed> both =
        List.of(new CommonType.Placed(left, 0), new CommonType.Placed(right, 0));
    Type common = analysis.commonType.select(both, "JOIN/USING");
    Type type = CommonType.withModifier(common, List.of(left, right));
    Expr a = same(left, common);
    Expr b = same(right, common);
    return switch (kind) {
      case CROSS, INNER -> a.equals(left) || !b.equals(right) ? a : b;
      case LEFT -> a;
      case RIGHT -> b;
      case FULL -> new Coalesce(List.of(a, b), type);
    };
  }

  private Expr same(Expr expr, Type type) {
    Expr converted =
        analysis.commonType.convert(new CommonType.Placed(expr, 0), type, "JOIN/USING");
    return converted.type().sameKind(type) ? converted : analysis.coercion.relabel(converted, type);
  }

  private List<NamespaceItem> items(
      FromItem.Join it,
      FromAnalysis.Source left,
      FromAnalysis.Source right,
      List<String> using,
      List<NamespaceItem.Field> merged) {
    List<NamespaceItem.Field> fields = new ArrayList<>(merged);
    for (FromAnalysis.Source side : List.of(left, right)) {
      for (NamespaceItem.Field field : side.main().fields()) {
        if (!using.contains(field.name())) {
          fields.add(field);
        }
      }
    }
    List<NamespaceItem> items = new ArrayList<>();
    String alias = it.alias() == null ? null : it.alias().name();
    if (alias != null) {
      List<String> names =
          FromAnalysis.renamed(
              fields.stream().map(NamespaceItem.Field::name).toList(), it.alias(), alias);
      for (int i = 0; i < fields.size(); i++) {
        fields.set(i, new NamespaceItem.Field(names.get(i), fields.get(i).expr()));
      }
    } else {
      left.items().forEach(item -> items.add(item.withoutColumns()));
      right.items().forEach(item -> items.add(item.withoutColumns()));
    }
    if (it.usingAlias() != null) {
      NamespaceItem named = NamespaceItem.of(it.usingAlias().name(), null, false, merged);
      FromAnalysis.checkConflicts(items, List.of(named));
      items.add(named.withoutColumns());
    }
    NamespaceItem join = NamespaceItem.of(alias, null, false, fields);
    if (alias != null) {
      level.items.add(join);
    }
    items.add(join);
    return items;
  }
}
