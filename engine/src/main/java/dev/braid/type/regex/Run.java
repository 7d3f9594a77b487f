package dev.braid.type.regex;

import java.util.IdentityHashMap;

/// Runs automata over one text, with room for their states.
final class Run {
  private static final int STEPS_BETWEEN_CHECKS = 1 << 14;

  private final int[] text;
  private final int length;
  private final Runnable check;
  private final IdentityHashMap<Nfa, States> rooms = new IdentityHashMap<>();
  private int steps;

  Run(int[] text, int length, Runnable check) {
    this.text = text;
    this.length = length;
    this.check = check;
  }

  int length() {
    return length;
  }

  int at(int index) {
    return text[index];
  }

  /// The states of one automaton at two neighbouring places.
  private static final class States {
    int[] now;
    int[] then;
    final int[] seen;
    final int[] stack;
    int mark;

    States(int size) {
      now = new int[size];
      then = new int[size];
      seen = new int[size];
      stack = new int[2 * size + 2];
    }
  }

  /// The longest match from here that ends by `stop`, or -1.
  int longest(Nfa nfa, int begin, int stop) {
    return run(nfa, begin, begin, stop, true, false);
  }

  /// The shortest match from here that ends at `least` or later and by `stop`, or -1.
  int shortest(Nfa nfa, int begin, int least, int stop) {
    return run(nfa, begin, least, stop, false, false);
  }

  /// The end of the match that ends first among those that start at `begin` or later, or -1.
  int firstEnd(Nfa nfa, int begin) {
    return run(nfa, begin, begin, length, false, true);
  }

  private int run(Nfa nfa, int begin, int least, int stop, boolean longest, boolean anywhere) {
    if (begin > stop) {
      return -1;
    }
    States states = rooms.get(nfa);
    if (states == null) {
      states = new States(nfa.size);
      rooms.put(nfa, states);
    }
    int accept = nfa.size - 1;
    int found = -1;
    int count = add(nfa, states, states.now, 0, 0, begin, true);
    for (int at = begin; ; at++) {
      if (states.seen[accept] == states.mark && at >= least) {
        if (!longest) {
          return at;
        }
        found = at;
      }
      if (at == stop || (count == 0 && !anywhere)) {
        return found;
      }
      steps += count + 1;
      if (steps >= STEPS_BETWEEN_CHECKS) {
        steps = 0;
        check.run();
      }
      int c = text[at];
      int more = 0;
      boolean fresh = true;
      for (int i = 0; i < count; i++) {
        int state = states.now[i];
        if (nfa.sets.get(nfa.args[state]).contains(c)) {
          more = add(nfa, states, states.then, more, nfa.next[state], at + 1, fresh);
          fresh = false;
        }
      }
      if (anywhere) {
        more = add(nfa, states, states.then, more, 0, at + 1, fresh);
        fresh = false;
      }
      if (fresh) {
        states.mark++;
      }
      int[] swap = states.now;
      states.now = states.then;
      states.then = swap;
      count = more;
    }
  }

  /// Adds the states that take a character and can be reached from one without taking any.
  private int add(Nfa nfa, States states, int[] list, int size, int state, int at, boolean fresh) {
    if (fresh) {
      states.mark++;
    }
    int count = size;
    int[] stack = states.stack;
    int top = 0;
    stack[top++] = state;
    while (top > 0) {
      int s = stack[--top];
      if (states.seen[s] == states.mark) {
        continue;
      }
      states.seen[s] = states.mark;
      switch (nfa.ops[s]) {
        case Nfa.CHAR -> list[count++] = s;
        case Nfa.SPLIT -> {
          stack[top++] = nfa.args[s];
          stack[top++] = nfa.next[s];
        }
        case Nfa.PLACE -> {
          if (holds(nfa.args[s], at)) {
            stack[top++] = nfa.next[s];
          }
        }
        case Nfa.LOOK -> {
          if (holds(nfa.looks.get(nfa.args[s]), at)) {
            stack[top++] = nfa.next[s];
          }
        }
        default -> {}
      }
    }
    return count;
  }

  private boolean holds(int kind, int at) {
    return switch (kind) {
      case 'A' -> at == 0;
      case 'Z' -> at == length;
      case 'b' -> at == 0 || text[at - 1] == '\n';
      case 'e' -> at == length || text[at] == '\n';
      case '<' -> !wordBefore(at) && wordAfter(at);
      case '>' -> wordBefore(at) && !wordAfter(at);
      case 'y' -> wordBefore(at) != wordAfter(at);
      default -> wordBefore(at) == wordAfter(at);
    };
  }

  private boolean wordBefore(int at) {
    return at > 0 && CharSet.isWord(text[at - 1]);
  }

  private boolean wordAfter(int at) {
    return at < length && CharSet.isWord(text[at]);
  }

  private boolean holds(Nfa.Look look, int at) {
    boolean matched;
    if (look.ahead()) {
      matched = shortest(look.nfa(), at, at, length) >= 0;
    } else {
      matched = run(look.nfa(), 0, at, at, false, true) == at;
    }
    return matched != look.negative();
  }
}
