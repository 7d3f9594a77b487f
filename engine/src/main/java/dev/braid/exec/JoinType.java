package dev.braid.exec;

/// How a join treats rows without partner. "Left" is its outer, "right" its inner child.
public enum JoinType {
  INNER,
  LEFT,
  RIGHT,
  FULL,
  SEMI,
  ANTI,
  RIGHT_SEMI,
  RIGHT_ANTI,
  /// All outer rows with one more column: whether there is a partner, NULL where that is unknown.
  MARK,
  /// As LEFT, but more than one partner is an error.
  SINGLE;

  /// Whether it matters which inner rows have found a partner.
  boolean tracksInner() {
    return this == RIGHT || this == FULL || this == RIGHT_SEMI || this == RIGHT_ANTI;
  }

  /// Whether outer rows without partner come out with NULLs for the inner columns.
  boolean extendsOuter() {
    return this == LEFT || this == FULL || this == SINGLE;
  }

  /// Whether there is nothing to put out without inner rows.
  boolean isEmptyWithoutInner() {
    return this == INNER
        || this == SEMI
        || this == RIGHT
        || this == RIGHT_SEMI
        || this == RIGHT_ANTI;
  }

  /// As EXPLAIN prints the node of a join of this type.
  String title(String method) {
    return switch (this) {
      case INNER -> "Nested Loop".equals(method) ? method : method + " Join";
      case LEFT, SINGLE -> method + " Left Join";
      case RIGHT -> method + " Right Join";
      case FULL -> method + " Full Join";
      case SEMI -> method + " Semi Join";
      case ANTI -> method + " Anti Join";
      case RIGHT_SEMI -> method + " Right Semi Join";
      case RIGHT_ANTI -> method + " Right Anti Join";
      case MARK -> method + " Mark Join";
    };
  }
}
