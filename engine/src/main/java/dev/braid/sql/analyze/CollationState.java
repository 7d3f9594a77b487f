package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// What is known of the collation of an expression while it is put together of its parts.
///
/// @param collation by name; empty of [Strength#NONE]
/// @param position where the part stands that brought it
/// @param other of [Strength#CONFLICT]: the name that does not go with it
/// @param otherPosition where that stands
record CollationState(
    Strength strength, String collation, int position, String other, int otherPosition) {
  static final String DEFAULT = "default";
  static final CollationState NONE = new CollationState(Strength.NONE, "", 0, "", 0);

  /// The stronger part decides. Two explicit ones that differ are an error at once, two implicit
  /// ones only where a collation is needed.
  enum Strength {
    NONE,
    IMPLICIT,
    CONFLICT,
    EXPLICIT
  }

  static CollationState implicit(String collation, int position) {
    return new CollationState(Strength.IMPLICIT, collation, position, "", 0);
  }

  static CollationState explicit(String collation, int position) {
    return new CollationState(Strength.EXPLICIT, collation, position, "", 0);
  }

  /// Whether there is one collation.
  boolean isKnown() {
    return strength == Strength.IMPLICIT || strength == Strength.EXPLICIT;
  }

  /// Of a column that refers to what has this state: what was explicit inside of a subquery is
  /// implicit outside, and a conflict is no collation.
  CollationState ofColumn() {
    return switch (strength) {
      case NONE, CONFLICT -> NONE;
      case IMPLICIT, EXPLICIT -> implicit(collation, 0);
    };
  }

  /// Of a reference, which stands somewhere; what was computed in this query stands where it is.
  CollationState at(int place) {
    return position != 0 || strength == Strength.CONFLICT
        ? this
        : new CollationState(strength, collation, place, other, otherPosition);
  }

  /// Together with a part that stands further to the right.
  ///
  /// @throws BraidException 42P21 where both are explicit and differ
  CollationState with(CollationState part) {
    if (part.strength != strength) {
      return part.strength.compareTo(strength) > 0 ? part : this;
    }
    if (strength == Strength.IMPLICIT && !part.collation().equals(collation)) {
      if (collation.equals(DEFAULT)) {
        return part;
      }
      return part.collation().equals(DEFAULT)
          ? this
          : new CollationState(
              Strength.CONFLICT, collation, position, part.collation(), part.position);
    }
    if (strength == Strength.EXPLICIT && !part.collation().equals(collation)) {
      throw Errors.error(
          SqlState.COLLATION_MISMATCH,
          part.position,
          "collation mismatch between explicit collations \"%s\" and \"%s\""
              .formatted(collation, part.collation()));
    }
    return this;
  }

  /// What [Strength#CONFLICT] is where one collation must be found before anything runs.
  BraidException mismatch() {
    return Errors.error(
            SqlState.COLLATION_MISMATCH,
            otherPosition,
            "collation mismatch between implicit collations \"%s\" and \"%s\""
                .formatted(collation, other))
        .withHint(
            "You can choose the collation by applying the COLLATE clause to one or both"
                + " expressions.");
  }
}
