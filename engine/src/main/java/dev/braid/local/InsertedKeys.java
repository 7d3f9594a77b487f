package dev.braid.local;

import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.BatchConsumer;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.source.ParameterText;
import dev.braid.source.TypedParameter;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.TypeName;
import dev.braid.sql.parse.SqlParser;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of the shard key in rows about to be inserted, as the column will have them.
///
/// Only constants and parameters: what depends on the moment, or on the server, might come out
/// differently there than here.
final class InsertedKeys {
  /// For a parameter that no key names.
  private static final TypedParameter UNUSED = new TypedParameter("text", null);

  private final LocalEngine engine;
  private final Settings settings;
  private final EvalContext eval;

  InsertedKeys(LocalEngine engine, Settings settings, EvalContext eval) {
    this.engine = engine;
    this.settings = settings;
    this.eval = eval;
  }

  /// @throws BraidException 0A000 for an expression that is no constant
  List<@Nullable Object> values(
      List<Expression> keys, Type type, List<@Nullable Object> parameters) {
    TypeName name = typeName(type);
    List<List<Expression>> rows = new ArrayList<>();
    List<@Nullable Object> used = new ArrayList<>(Collections.nCopies(parameters.size(), UNUSED));
    for (Expression key : keys) {
      requireConstant(key, key, type, parameters, used);
      rows.add(List.of(new Expression.Cast(key.position(), key, name)));
    }
    Query query = new Query(1, null, new Query.Values(1, rows), List.of(), null, false, null);
    LocalQuery asked = new LocalQuery(engine, AnalysisContext.Tables.NONE, settings, eval);
    List<@Nullable Object> values = new ArrayList<>();
    asked.run(
        asked.plan(query, used).plan(),
        new BatchConsumer() {
          @Override
          public boolean accept(Batch batch) {
            for (int row = 0; row < batch.size(); row++) {
              values.add(Values.get(batch.column(0), row, type));
            }
            return true;
          }

          @Override
          public void endMorsel() {}
        },
        null);
    return values;
  }

  private static TypeName typeName(Type type) {
    if (SqlParser.expression("CAST(NULL AS " + type.sqlName() + ")")
        instanceof Expression.Cast cast) {
      return cast.type();
    }
    throw new IllegalStateException("no type name: " + type);
  }

  private static void requireConstant(
      Expression key,
      Expression part,
      Type type,
      List<@Nullable Object> parameters,
      List<@Nullable Object> used) {
    boolean constant =
        switch (part) {
          case Expression.NullLiteral _,
              Expression.BooleanLiteral _,
              Expression.IntegerLiteral _,
              Expression.NumericLiteral _ ->
              true;
          case Expression.StringLiteral it -> TextInput.isSteady(type, it.value());
          case Expression.TypedLiteral it -> TextInput.isSteady(type, it.value());
          case Expression.Parameter it -> {
            used.set(it.number() - 1, parameters.get(it.number() - 1));
            yield TextInput.isSteady(type, text(parameters.get(it.number() - 1)));
          }
          case Expression.Cast it -> {
            requireConstant(key, it.operand(), type, parameters, used);
            yield true;
          }
          case Expression.Operation it -> {
            requireConstant(key, it.right(), type, parameters, used);
            yield it.left() == null;
          }
          default -> false;
        };
    if (!constant) {
      throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "a shard key that is neither a constant nor a parameter is not supported")
          .at(key.position());
    }
  }

  private static String text(@Nullable Object parameter) {
    Object value = parameter instanceof TypedParameter typed ? typed.value() : parameter;
    return value == null ? "" : ParameterText.of(value);
  }
}
