package dev.braid.sql.analyze;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TextRules;
import dev.braid.expr.FunctionCatalog;
import dev.braid.sql.ast.Query;
import dev.braid.type.Type;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a statement may refer to.
///
/// @param parameters the values of `$1` and so on
/// @param input how literals are read; it knows the session's time zone and the time
public record AnalysisContext(
    Tables tables, FunctionCatalog functions, List<Parameter> parameters, LiteralInput input) {
  public AnalysisContext {
    parameters = List.copyOf(parameters);
  }

  /// The tables there are.
  public interface Tables {
    /// For expressions that are about none.
    Tables NONE =
        new Tables() {
          @Override
          public @Nullable Table find(@Nullable String schema, String name) {
            return null;
          }

          @Override
          public Collection<String> names() {
            return List.of();
          }
        };

    /// @param schema as written, or null
    @Nullable Table find(@Nullable String schema, String name);

    /// The query of a view that is looked through; null where the name is something else's.
    default @Nullable Query view(@Nullable String schema, String name) {
      return null;
    }

    /// Names for the hint when a table is unknown.
    Collection<String> names();

    /// What their servers know beyond Braid; null where no servers are.
    default @Nullable ServerDialect server() {
      return null;
    }

    /// How text is treated where the tables lie.
    default TextRules text() {
      return TextRules.OWN;
    }
  }

  /// @param type [Type#UNKNOWN] where the surroundings decide; the value is then text
  /// @param value of the class that [dev.braid.type.Kind] names
  public record Parameter(Type type, @Nullable Object value) {}

  /// Reads a literal's text as a value of a type without modifier.
  @FunctionalInterface
  public interface LiteralInput {
    /// @throws dev.braid.error.BraidException as the type's input function does; the position is
    ///   added here
    Object parse(Type type, String text);
  }
}
