package dev.braid.result;

/// One column of a result.
///
/// @param name as PostgreSQL names it; names may repeat within a result
/// @param type PostgreSQL's name of the type, without its modifier (`int4`, `numeric`, `_text`)
public record Column(String name, String type) {
  /// Whether values of this column are numbers, so that a report may align them to the right.
  public boolean isNumeric() {
    return switch (type) {
      case "int2", "int4", "int8", "float4", "float8", "numeric", "oid", "money" -> true;
      default -> false;
    };
  }
}
