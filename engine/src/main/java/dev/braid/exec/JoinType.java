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
  MARK,
  SINGLE
}
