package dev.braid.type.regex;

import java.util.ArrayList;
import java.util.List;

/// How a match is divided among the parts of an expression: a tree of the parts that matter for
/// captures, each with an automaton and a preference for long or short matches.
///
/// The rules are those of PostgreSQL's engine. Parts without captures that agree in their
/// preference stay one part; a part takes its preference from its first quantifier; alternatives
/// prefer the longest match; a branch is divided from left to right.
final class Plan {
  static final int LONGER = 1;
  static final int SHORTER = 2;
  static final int MIXED = 4;
  static final int CAPTURES = 8;
  static final int REFERENCES = 16;
  private static final int MESSY = MIXED | CAPTURES | REFERENCES;
  private static final int LOCAL = LONGER | SHORTER;

  enum Op {
    /// No inner structure that matters.
    PLAIN,
    CONCAT,
    CHOICE,
    REPEAT,
    /// A second group around a group.
    WRAP,
    REFERENCE
  }

  final Op op;
  int flags;
  int capture;
  int min = 1;
  int max = 1;
  int reference;
  final List<Plan> children = new ArrayList<>();
  final Nfa nfa;

  private final List<Node.Piece> language;

  private Plan(Op op, int flags, List<Node.Piece> language) {
    this.op = op;
    this.flags = flags;
    this.language = language;
    this.nfa = Nfa.compile(language);
  }

  boolean prefersShort() {
    return (flags & SHORTER) != 0;
  }

  static Plan of(Node.Choice choice) {
    List<Plan> branches = new ArrayList<>();
    int flags = LONGER;
    for (List<Node.Piece> branch : choice.branches()) {
      Plan plan = branch(branch);
      flags |= up(flags | plan.flags);
      branches.add(plan);
    }
    if (branches.size() == 1) {
      return branches.get(0);
    }
    boolean messy = (flags & MESSY) != 0;
    Plan all =
        new Plan(
            messy ? Op.CHOICE : Op.PLAIN,
            flags,
            List.of(new Node.Piece(new Node.Group(choice, 0), 1, 1, 0)));
    if (messy) {
      all.children.addAll(branches);
    }
    return all;
  }

  private static Plan branch(List<Node.Piece> pieces) {
    int flags = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Node.Piece piece = pieces.get(i);
      if (piece.max() == 0
          || piece.atom() instanceof Node.Place
          || piece.atom() instanceof Node.Look) {
        continue;
      }
      Plan atom = atom(piece);
      int sum = flags | piece.preference() | atom.flags;
      boolean groupOrReference =
          piece.atom() instanceof Node.BackReference
              || (piece.atom() instanceof Node.Group group && group.number() > 0);
      if (!groupOrReference && (up(sum) & MESSY) == 0) {
        flags = sum;
        continue;
      }
      return divided(pieces, i, flags, atom);
    }
    return new Plan(Op.PLAIN, flags, pieces);
  }

  /// A branch around its first piece that needs a part of its own.
  private static Plan divided(List<Node.Piece> pieces, int at, int before, Plan atom) {
    Node.Piece piece = pieces.get(at);
    Plan quantified = quantified(piece, atom);
    int flags = combine(piece.preference(), atom.flags);
    Plan rear = quantified;
    if (at + 1 < pieces.size()) {
      Plan rest = branch(pieces.subList(at + 1, pieces.size()));
      rear = new Plan(Op.CONCAT, flags, pieces.subList(at, pieces.size()));
      rear.flags |= combine(flags, rest.flags);
      rear.children.add(quantified);
      rear.children.add(rest);
      flags = rear.flags;
    }
    if (at == 0) {
      return rear;
    }
    Plan all = new Plan(Op.CONCAT, before | combine(before, flags), pieces);
    all.children.add(new Plan(Op.PLAIN, before, pieces.subList(0, at)));
    all.children.add(rear);
    return all;
  }

  private static Plan quantified(Node.Piece piece, Plan atom) {
    int preference = piece.preference();
    if (atom.op == Op.REFERENCE) {
      atom.min = piece.min();
      atom.max = piece.max();
      atom.flags |= combine(preference, atom.flags);
      return atom;
    }
    int flags = combine(preference, atom.flags);
    int own = atom.flags & (LONGER | SHORTER | MIXED);
    if (piece.min() == 1
        && piece.max() == 1
        && (preference == 0 || own == 0 || preference == own)) {
      return atom;
    }
    if ((atom.flags & (CAPTURES | REFERENCES)) == 0) {
      return new Plan(Op.PLAIN, flags, List.of(piece));
    }
    if (piece.min() > 0 && (atom.flags & REFERENCES) == 0) {
      Plan both = new Plan(Op.CONCAT, flags, List.of(piece));
      Node.Piece fewer =
          new Node.Piece(
              piece.atom(), piece.min() - 1, piece.max() < 0 ? -1 : piece.max() - 1, preference);
      both.children.add(new Plan(Op.PLAIN, flags & LOCAL, List.of(fewer)));
      both.children.add(atom);
      return both;
    }
    Plan repeat = new Plan(Op.REPEAT, flags, List.of(piece));
    repeat.min = piece.min();
    repeat.max = piece.max();
    repeat.children.add(atom);
    return repeat;
  }

  private static Plan atom(Node.Piece piece) {
    Node.Piece once = new Node.Piece(piece.atom(), 1, 1, 0);
    return switch (piece.atom()) {
      case Node.Group(Node.Choice body, int number) -> {
        Plan inner = of(body);
        if (number == 0) {
          yield inner;
        }
        if (inner.capture == 0) {
          inner.capture = number;
          inner.flags |= CAPTURES;
          yield inner;
        }
        Plan wrap = new Plan(Op.WRAP, inner.flags | CAPTURES, inner.language);
        wrap.capture = number;
        wrap.children.add(inner);
        yield wrap;
      }
      case Node.BackReference(int number, Node.Choice _) -> {
        Plan plan = new Plan(Op.REFERENCE, REFERENCES, List.of(piece));
        plan.reference = number;
        yield plan;
      }
      default -> new Plan(Op.PLAIN, 0, List.of(once));
    };
  }

  /// A part's flags as the whole around it sees them: two preferences become a mixed one.
  private static int up(int flags) {
    return (flags & ~LOCAL) | (flags << 2 & flags << 1 & MIXED);
  }

  private static int combine(int first, int second) {
    int preference = (first & LOCAL) != 0 ? first & LOCAL : second & LOCAL;
    return up(first | second) | preference;
  }
}
