package dev.braid.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A part of a query's text that knows how it can be made smaller: by one of its replacements, or
/// by a piece of the same sort inside it.
///
/// @param sort pieces of the same sort may stand in each other's place; empty when none can
/// @param parts texts and pieces
/// @param instead smaller texts for the whole
record Piece(String sort, List<Object> parts, List<String> instead) {
  /// A text that is never changed by itself, of texts and pieces.
  static Piece of(Object... parts) {
    return new Piece("", Arrays.asList(parts), List.of());
  }

  /// What can be left out.
  static Piece optional(Object... parts) {
    return new Piece("", Arrays.asList(parts), List.of(""));
  }

  static Piece sorted(String sort, List<String> instead, Object... parts) {
    return new Piece(sort, Arrays.asList(parts), instead);
  }

  /// Pieces with a separator between.
  static Piece join(String separator, List<? extends Object> pieces) {
    List<Object> parts = new ArrayList<>();
    for (Object piece : pieces) {
      if (!parts.isEmpty()) {
        parts.add(separator);
      }
      parts.add(piece);
    }
    return new Piece("", parts, List.of());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    write(text);
    return text.toString();
  }

  private void write(StringBuilder text) {
    for (Object part : parts) {
      if (part instanceof Piece piece) {
        piece.write(text);
      } else {
        text.append(part);
      }
    }
  }

  /// This piece and all in it, each before those in it.
  List<Piece> all() {
    List<Piece> found = new ArrayList<>();
    collect(found);
    return found;
  }

  private void collect(List<Piece> found) {
    found.add(this);
    for (Object part : parts) {
      if (part instanceof Piece piece) {
        piece.collect(found);
      }
    }
  }

  /// The same tree with one piece, known by its identity, replaced.
  Piece replace(Piece old, Piece with) {
    if (this == old) {
      return with;
    }
    List<Object> replaced = new ArrayList<>(parts.size());
    boolean changed = false;
    for (Object part : parts) {
      Object next = part instanceof Piece piece ? piece.replace(old, with) : part;
      changed |= next != part;
      replaced.add(next);
    }
    return changed ? new Piece(sort, replaced, instead) : this;
  }

  /// What could stand in this piece's place, shorter than it.
  List<Piece> smaller() {
    List<Piece> found = new ArrayList<>();
    int length = text().length();
    for (String text : instead) {
      if (text.length() < length) {
        found.add(new Piece(sort, List.of(text), List.of()));
      }
    }
    if (!sort.isEmpty()) {
      for (Piece inner : all()) {
        if (inner != this && inner.sort.equals(sort) && inner.text().length() < length) {
          found.add(inner);
        }
      }
    }
    return found;
  }
}
