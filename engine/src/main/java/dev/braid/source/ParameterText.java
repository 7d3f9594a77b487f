package dev.braid.source;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.lang.reflect.Array;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Parameters' values as text. Parameters come without a type, on every route: the statement around
/// `$1` says what its text is read as.
public final class ParameterText {
  private ParameterText() {}

  /// PostgreSQL's input text for a Java value: lists become array literals.
  public static String of(Object value) {
    return switch (value) {
      case Collection<?> list ->
          list.stream().map(ParameterText::element).collect(Collectors.joining(",", "{", "}"));
      case Object[] array -> of(Arrays.asList(array));
      case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
      case Object array when array.getClass().isArray() -> of(boxed(array));
      case ZonedDateTime zoned -> zoned.toOffsetDateTime().toString();
      case Map<?, ?> _ ->
          throw new BraidException(
                  SqlState.INVALID_PARAMETER_VALUE, "a parameter must be a scalar or a list")
              .withHint("pass JSON as text and cast it: $1::jsonb");
      case Number number when number instanceof java.math.BigDecimal decimal ->
          decimal.toPlainString();
      // With its offset it is right as a timestamp, which drops that, and as a timestamptz.
      case java.sql.Timestamp timestamp ->
          timestamp.toInstant().atZone(ZoneId.systemDefault()).toOffsetDateTime().toString();
      default -> value.toString();
    };
  }

  /// The elements of an array of primitives.
  private static List<Object> boxed(Object array) {
    int length = Array.getLength(array);
    List<Object> elements = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  private static String element(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    String text = of(value);
    boolean nested =
        value instanceof Collection<?>
            || (value.getClass().isArray() && !(value instanceof byte[]));
    return nested ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
