package dev.braid.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnBuilderTest {
  private static List<@Nullable Object> values(Type type, int count, boolean nulls) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object value =
          switch (type.storage()) {
            case INT -> (Object) i;
            case LONG -> (Object) (1L << 40 | i);
            default -> "v".repeat(i % 9) + i;
          };
      values.add(nulls && i % 3 == 0 ? null : value);
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "int4, false",
    "int4, true",
    "int8, false",
    "int8, true",
    "text, false",
    "text, true"
  })
  void manyRowsAtOnceAreThoseOneByOne(String name, boolean nulls) {
    Type type = name.equals("int4") ? Type.INT4 : name.equals("int8") ? Type.INT8 : Type.TEXT;
    List<@Nullable Object> values = values(type, 500, nulls);
    Column column = Values.column(type, values);
    ColumnBuilder builder = ColumnBuilder.of(type, 1);
    List<@Nullable Object> wanted = new ArrayList<>();
    builder.appendRange(column, 7, 300);
    wanted.addAll(values.subList(7, 307));
    builder.appendNull();
    wanted.add(null);
    int[] rows = {499, 0, 250, 250, 3};
    builder.appendPicked(column, rows, 4);
    Arrays.stream(rows).limit(4).forEach(row -> wanted.add(values.get(row)));
    builder.appendRange(column, 0, 500);
    wanted.addAll(values);
    builder.appendRange(column, 100, 0);
    Column built = builder.build();
    List<@Nullable Object> found = new ArrayList<>();
    for (int i = 0; i < built.size(); i++) {
      found.add(Values.get(built, i, type));
    }
    assertThat(found).isEqualTo(wanted);
  }
}
