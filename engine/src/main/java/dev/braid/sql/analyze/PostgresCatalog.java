package dev.braid.sql.analyze;

import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The functions and operators of PostgreSQL 18, whether Braid has them or not: lists that a test
/// keeps equal to a server's catalogue.
///
/// What Braid lacks competes with what it has. Where it wins, the call is refused by name (0A000);
/// a name that PostgreSQL does not know either stays unknown (42883).
final class PostgresCatalog {
  private static final Map<String, List<Declared>> FUNCTIONS = read("functions");
  private static final Map<String, List<Declared>> OPERATORS = read("operators");

  private PostgresCatalog() {}

  /// A function or operator.
  ///
  /// @param kind `f`unction, `a`ggregate, `o`rdered-set aggregate or `w`indow function
  /// @param variadic whether the last argument may come several times; its type is then that of one
  /// @param defaults how many of the last arguments may be left out
  record Declared(char kind, List<Type> types, boolean variadic, int defaults) {}

  static List<Declared> functions(String name) {
    return FUNCTIONS.getOrDefault(name, List.of());
  }

  static List<Declared> operators(String symbol) {
    return OPERATORS.getOrDefault(symbol, List.of());
  }

  /// Whether PostgreSQL has a function of the name.
  static boolean hasFunction(String name) {
    return FUNCTIONS.containsKey(name);
  }

  private static Map<String, List<Declared>> read(String list) {
    Map<String, List<Declared>> all = new HashMap<>();
    for (String line : ForeignTypes.lines(list)) {
      String[] parts = line.split(" ");
      List<Type> types =
          parts[2].equals("-")
              ? List.of()
              : Arrays.stream(parts[2].split(",")).map(ForeignTypes::named).toList();
      all.computeIfAbsent(parts[0], _ -> new ArrayList<>())
          .add(
              new Declared(
                  parts[1].charAt(0), types, parts[3].equals("v"), Integer.parseInt(parts[4])));
    }
    return all;
  }
}
