package dev.braid.server.mcp.tool;

import dev.braid.catalog.Nearest;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The arguments of one call, checked as they are read.
///
/// JSON Schema validators speak to programmers; these messages are for an assistant that is to mend
/// its call. Every failure is SQLSTATE 22023 (42P02 for a name that does not exist).
public final class Arguments {
  private final Map<String, @Nullable Object> values;

  /// Where we are, as the start of a message: empty, or `Query 3: `.
  private final String prefix;

  /// @param allowed every argument there is
  /// @throws BraidException 42P02 for any other, naming the nearest
  public Arguments(Map<String, @Nullable Object> values, Set<String> allowed) {
    this("", values, allowed);
  }

  private Arguments(String prefix, Map<String, @Nullable Object> values, Set<String> known) {
    this.prefix = prefix;
    this.values = values;
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new BraidException(
                SqlState.UNDEFINED_PARAMETER, prefix + "Unknown argument \"" + shown(name) + "\"")
            .withHint(known.isEmpty() ? "it takes no arguments" : Nearest.hint(name, known));
      }
    }
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /// A dataset's id or name, as text.
  String dataset(String name) {
    Object value = required(name, "a dataset's id or name");
    return switch (value) {
      case String text when !text.isBlank() -> text.strip();
      case Number number when isIntegral(number) ->
          new BigDecimal(number.toString()).toBigInteger().toString();
      default -> throw wrong(name, "must be a dataset's id or name");
    };
  }

  String text(String name) {
    if (required(name, "text") instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(name, "must be text and not blank");
  }

  @Nullable String optionalText(String name) {
    return has(name) ? text(name) : null;
  }

  boolean flag(String name) {
    return switch (values.get(name)) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw wrong(name, "must be true or false");
    };
  }

  /// A value of one of several types; null when it was not given.
  @Nullable Object choice(String name) {
    return values.get(name);
  }

  long number(String name, long otherwise, long least, long most) {
    if (!has(name)) {
      return otherwise;
    }
    if (values.get(name) instanceof Number number && isIntegral(number)) {
      BigDecimal value = new BigDecimal(number.toString());
      if (value.compareTo(BigDecimal.valueOf(least)) >= 0
          && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return value.longValueExact();
      }
    }
    throw wrong(name, "must be a whole number from " + least + " to " + most);
  }

  /// Values of `$1`, `$2`, ...: text, numbers, booleans and nulls.
  @Nullable Object[] parameters(String name) {
    List<@Nullable Object> parameters = new ArrayList<>();
    for (Object value : list(name)) {
      if (value != null
          && !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
        throw wrong(name, "must hold text, numbers, booleans or nulls only");
      }
      parameters.add(value);
    }
    return parameters.toArray();
  }

  /// The members of a list; empty when it was not given.
  List<?> list(String name) {
    return switch (values.get(name)) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw wrong(name, "must be a list");
    };
  }

  /// A member of a list as arguments of its own.
  @SuppressWarnings("unchecked") // JSON objects have text keys.
  static Arguments member(String prefix, @Nullable Object member, String... allowed) {
    if (member instanceof Map<?, ?> map) {
      return new Arguments(prefix, (Map<String, @Nullable Object>) map, Set.of(allowed));
    }
    throw new BraidException(SqlState.INVALID_PARAMETER_VALUE, prefix + "must be an object");
  }

  BraidException wrong(String name, String what) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, prefix + "'" + name + "' " + what);
  }

  private Object required(String name, String what) {
    Object value = values.get(name);
    if (value == null) {
      throw wrong(name, "is required: " + what);
    }
    return value;
  }

  private static boolean isIntegral(Number number) {
    return switch (number) {
      case Double value -> value == Math.rint(value) && !Double.isInfinite(value);
      case Float value -> value == Math.rint(value) && !Float.isInfinite(value);
      case BigDecimal value -> value.stripTrailingZeros().scale() <= 0;
      default -> true;
    };
  }

  /// What a caller wrote, short enough to be shown.
  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
