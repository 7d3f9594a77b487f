package dev.braid.type.regex;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An automaton in Thompson's form: instructions that take a character, split, test the place, or
/// accept. It is run on all its states at once, so time is linear in the text, whatever the
/// pattern.
final class Nfa {
  static final int CHAR = 0;
  static final int SPLIT = 1;
  static final int PLACE = 2;
  static final int LOOK = 3;
  static final int ACCEPT = 4;

  private static final int MAX_INSTRUCTIONS = 100_000;

  int[] ops = new int[16];

  /// The index of a set or a look, or the kind of place, or a split's second way.
  int[] args = new int[16];

  /// Where it goes on.
  int[] next = new int[16];

  int size;
  final List<CharSet> sets = new ArrayList<>();
  final List<Look> looks = new ArrayList<>();

  record Look(Nfa nfa, boolean ahead, boolean negative) {}

  private Nfa() {}

  static Nfa compile(List<Node.Piece> pieces) {
    Nfa nfa = new Nfa();
    nfa.pieces(pieces, false);
    nfa.emit(ACCEPT, 0);
    return nfa;
  }

  private int emit(int op, int arg) {
    if (size == ops.length) {
      if (size > MAX_INSTRUCTIONS) {
        throw new BraidException(
            SqlState.FEATURE_NOT_SUPPORTED, "regular expressions this large are not supported");
      }
      ops = Arrays.copyOf(ops, size * 2);
      args = Arrays.copyOf(args, size * 2);
      next = Arrays.copyOf(next, size * 2);
    }
    ops[size] = op;
    args[size] = arg;
    next[size] = size + 1;
    return size++;
  }

  /// @param loose without tests of the place: what a back reference can match at most
  private void pieces(List<Node.Piece> pieces, boolean loose) {
    for (Node.Piece piece : pieces) {
      for (int i = 0; i < piece.min(); i++) {
        atom(piece.atom(), loose);
      }
      if (piece.max() < 0) {
        int split = emit(SPLIT, 0);
        atom(piece.atom(), loose);
        int back = emit(SPLIT, 0);
        next[back] = split;
        args[back] = split;
        args[split] = size;
      } else {
        List<Integer> exits = new ArrayList<>();
        for (int i = piece.min(); i < piece.max(); i++) {
          exits.add(emit(SPLIT, 0));
          atom(piece.atom(), loose);
        }
        for (int exit : exits) {
          args[exit] = size;
        }
      }
    }
  }

  private void atom(Node atom, boolean loose) {
    switch (atom) {
      case Node.Chars(CharSet set) -> {
        sets.add(set);
        emit(CHAR, sets.size() - 1);
      }
      case Node.Place(char kind) -> {
        if (!loose) {
          emit(PLACE, kind);
        }
      }
      case Node.Look(Node.Choice body, boolean ahead, boolean negative) -> {
        if (!loose) {
          Nfa inner = compile(List.of(new Node.Piece(new Node.Group(body, 0), 1, 1, 0)));
          looks.add(new Look(inner, ahead, negative));
          emit(LOOK, looks.size() - 1);
        }
      }
      case Node.Group(Node.Choice body, int _) -> choice(body, loose);
      case Node.BackReference(int _, Node.Choice body) -> choice(body, true);
    }
  }

  private void choice(Node.Choice choice, boolean loose) {
    List<Integer> exits = new ArrayList<>();
    int last = choice.branches().size() - 1;
    for (int i = 0; i < last; i++) {
      int split = emit(SPLIT, 0);
      pieces(choice.branches().get(i), loose);
      exits.add(emit(SPLIT, 0));
      args[split] = size;
    }
    pieces(choice.branches().get(last), loose);
    for (int exit : exits) {
      next[exit] = size;
      args[exit] = size;
    }
  }
}
