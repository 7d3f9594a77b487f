package dev.braid.fuzz;

import dev.braid.fuzz.FromClauses.From;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What stands in FROM but is no table: VALUES and functions that return rows.
final class Sources {
  private final Random random;
  private final Expressions expressions;
  private final FromClauses froms;

  Sources(Random random, Expressions expressions, FromClauses froms) {
    this.random = random;
    this.expressions = expressions;
    this.froms = froms;
  }

  From make(@Nullable Scope outer) {
    Scope scope = Scope.none(outer);
    return switch (random.nextInt(6)) {
      case 0, 1 -> series(scope);
      case 2 -> elements(scope);
      case 3 -> texts(scope);
      default -> values();
    };
  }

  From lateral(Scope sideways) {
    return switch (random.nextInt(3)) {
      case 0 -> series(sideways);
      case 1 -> elements(sideways);
      default -> texts(sideways);
    };
  }

  private From values() {
    List<FuzzType> types = new ArrayList<>();
    int width = 1 + random.nextInt(3);
    for (int i = 0; i < width; i++) {
      types.add(expressions.type());
    }
    List<Piece> rows = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int row = 0; row < count; row++) {
      List<Piece> fields = new ArrayList<>();
      for (FuzzType type : types) {
        String text = random.nextInt(5) == 0 ? "NULL::" + type.sql : type.literal(random);
        fields.add(expressions.expression(type, text));
      }
      rows.add(Piece.of("(", Piece.join(", ", fields), ")"));
    }
    String alias = froms.alias("g");
    return from(Piece.of("(VALUES ", Piece.join(", ", rows), ")"), alias, types, count);
  }

  /// The ends are near each other, whatever they are computed from.
  private From series(Scope scope) {
    String alias = froms.alias("g");
    Piece end = Piece.of("least(", expressions.make(FuzzType.INT, scope, 1), ", 4)");
    return switch (random.nextInt(4)) {
      case 0 ->
          from(
              Piece.of(
                  "generate_series(date '2024-01-01', date '2024-01-05', interval '36 hours')"),
              alias,
              List.of(FuzzType.TIMESTAMPTZ),
              3);
      case 1 ->
          from(
              Piece.of("generate_series(-1, ", end, ", 2) WITH ORDINALITY"),
              alias,
              List.of(FuzzType.INT, FuzzType.BIGINT),
              3);
      default -> from(Piece.of("generate_series(0, ", end, ")"), alias, List.of(FuzzType.INT), 4);
    };
  }

  private From elements(Scope scope) {
    String alias = froms.alias("g");
    Piece array = expressions.make(FuzzType.INTS, scope, 1);
    return random.nextBoolean()
        ? from(Piece.of("unnest(", array, ")"), alias, List.of(FuzzType.INT), 2)
        : from(
            Piece.of("unnest(", array, ") WITH ORDINALITY"),
            alias,
            List.of(FuzzType.INT, FuzzType.BIGINT),
            2);
  }

  private From texts(Scope scope) {
    Piece text = expressions.make(FuzzType.TEXT, scope, 1);
    Piece source =
        switch (random.nextInt(3)) {
          case 0 -> Piece.of("string_to_table(", text, ", ' ')");
          case 1 -> Piece.of("regexp_split_to_table(", text, ", '[ab]')");
          default -> Piece.of("jsonb_array_elements_text(to_jsonb(ARRAY[", text, ", 'b']))");
        };
    return from(source, froms.alias("g"), List.of(FuzzType.TEXT), 2);
  }

  private static From from(Piece source, String alias, List<FuzzType> types, int rows) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      names.add("c" + (i + 1));
    }
    Piece piece = Piece.of(source, " " + alias + "(" + String.join(", ", names) + ")");
    return new From(
        Piece.sorted("from", List.of(), piece), FromClauses.columns(alias, types, "c", true), rows);
  }
}
