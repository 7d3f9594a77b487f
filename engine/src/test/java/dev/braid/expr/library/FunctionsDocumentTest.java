package dev.braid.expr.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Cast;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/functions.md` lists what the library has. Run with `-Dbraid.rewrite=true` to write it.
class FunctionsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "functions.md");

  @Test
  void documentIsUpToDate() throws IOException {
    String document = document(Library.CATALOG);
    if (Boolean.getBoolean("braid.rewrite")) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
        .as("docs/functions.md; -Dbraid.rewrite=true writes it")
        .isEqualTo(document);
  }

  private static String document(FunctionCatalog catalog) {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Functions

        What Braid's own engine calculates, with PostgreSQL's names, types and answers. What is not
        listed is refused by name (SQLSTATE 0A000). This page is written by a test from the
        catalogue itself.

        The last digit of `exp`, `ln`, `log`, `power`, `sin` and its kin over double precision is
        that of the nearest number in nearly all cases; a server's C library has another one for up
        to 0.3 % of all arguments (100,000 random ones of each, glibc 2.36). The hyperbolic functions
        and `cbrt`, for which it would be up to half of them, are refused.
        """);
    section(
        out,
        "Operators",
        catalog.operators().stream().map(FunctionsDocumentTest::function).toList());
    section(
        out,
        "Functions",
        catalog.functions().stream().map(FunctionsDocumentTest::function).toList());
    section(
        out,
        "Aggregates",
        catalog.aggregates().stream().map(FunctionsDocumentTest::aggregate).toList());
    section(
        out,
        "Functions that return sets",
        catalog.sets().stream().map(FunctionsDocumentTest::set).toList());
    casts(out, catalog.casts());
    return out.toString();
  }

  private static void section(StringBuilder out, String title, List<String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.append("\n## ").append(title).append("\n\n| name | arguments | result |\n|---|---|---|\n");
    rows.stream().sorted().distinct().forEach(row -> out.append(row).append('\n'));
  }

  private static String row(String name, String arguments, String result) {
    return "| `%s` | %s | %s |".formatted(name.replace("|", "\\|"), arguments, result);
  }

  private static String names(List<Type> types) {
    return types.stream().map(Type::sqlName).collect(Collectors.joining(", "));
  }

  private static String arguments(ScalarFunction function) {
    return names(function.argumentTypes()) + (function.variadic() ? " ..." : "");
  }

  private static String function(ScalarFunction function) {
    return row(function.name(), arguments(function), function.resultType().sqlName());
  }

  private static String aggregate(AggregateFunction function) {
    return row(function.name(), names(function.argumentTypes()), function.resultType().sqlName());
  }

  private static String set(SetFunction function) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < function.columnNames().size(); i++) {
      columns.add(function.columnNames().get(i) + " " + function.columnTypes().get(i).sqlName());
    }
    return row(function.name(), names(function.argumentTypes()), String.join(", ", columns));
  }

  private static void casts(StringBuilder out, List<Cast> casts) {
    out.append("\n## Conversions\n\n| from | to | done |\n|---|---|---|\n");
    casts.stream()
        .map(
            cast ->
                "| %s | %s | %s |"
                    .formatted(
                        cast.from().sqlName(),
                        cast.to().sqlName(),
                        cast.context().name().toLowerCase(Locale.ROOT)))
        .sorted()
        .forEach(row -> out.append(row).append('\n'));
  }
}
