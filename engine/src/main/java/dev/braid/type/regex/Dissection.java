package dev.braid.type.regex;

import java.util.Arrays;

/// Finds which part of a match belongs to which group, by dividing the match along the plan.
///
/// Without back references the first division that the automata allow is right; with them a
/// division can fail, and the next is tried, which may take exponential time. The run's check is
/// called throughout.
final class Dissection {
  private final Run run;
  private final Regex regex;

  /// Starts and ends of the groups by turns, -1 for none.
  final int[] spans;

  Dissection(Run run, Regex regex) {
    this.run = run;
    this.regex = regex;
    spans = new int[2 * (regex.groups() + 1)];
    Arrays.fill(spans, -1);
  }

  boolean divide(Plan plan, int begin, int end) {
    boolean matched =
        switch (plan.op) {
          case PLAIN -> true;
          case WRAP -> divide(plan.children.get(0), begin, end);
          case REFERENCE -> reference(plan, begin, end);
          case CHOICE -> choice(plan, begin, end);
          case CONCAT ->
              plan.children.get(0).prefersShort()
                  ? concatShort(plan, begin, end)
                  : concatLong(plan, begin, end);
          case REPEAT ->
              plan.children.get(0).prefersShort()
                  ? repeatShort(plan, begin, end)
                  : repeatLong(plan, begin, end);
        };
    if (matched && plan.capture > 0) {
      spans[2 * plan.capture] = begin;
      spans[2 * plan.capture + 1] = end;
    }
    return matched;
  }

  private void forget(Plan plan) {
    if (plan.capture > 0) {
      spans[2 * plan.capture] = -1;
      spans[2 * plan.capture + 1] = -1;
    }
    for (Plan child : plan.children) {
      forget(child);
    }
  }

  private boolean exactly(Plan plan, int begin, int end) {
    return run.longest(plan.nfa, begin, end) == end;
  }

  private boolean choice(Plan plan, int begin, int end) {
    for (Plan branch : plan.children) {
      if (exactly(branch, begin, end) && divide(branch, begin, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean concatLong(Plan plan, int begin, int end) {
    Plan left = plan.children.get(0);
    Plan right = plan.children.get(1);
    int middle = run.longest(left.nfa, begin, end);
    while (middle >= 0) {
      if (exactly(right, middle, end)) {
        if (divide(left, begin, middle) && divide(right, middle, end)) {
          return true;
        }
        forget(left);
        forget(right);
      }
      middle = middle == begin ? -1 : run.longest(left.nfa, begin, middle - 1);
    }
    return false;
  }

  private boolean concatShort(Plan plan, int begin, int end) {
    Plan left = plan.children.get(0);
    Plan right = plan.children.get(1);
    int middle = run.shortest(left.nfa, begin, begin, end);
    while (middle >= 0) {
      if (exactly(right, middle, end)) {
        if (divide(left, begin, middle) && divide(right, middle, end)) {
          return true;
        }
        forget(left);
        forget(right);
      }
      middle = middle == end ? -1 : run.shortest(left.nfa, begin, middle + 1, end);
    }
    return false;
  }

  private boolean reference(Plan plan, int begin, int end) {
    int from = spans[2 * plan.reference];
    if (from < 0) {
      return false;
    }
    int size = spans[2 * plan.reference + 1] - from;
    if (size == 0) {
      return begin == end;
    }
    if (begin == end) {
      return plan.min == 0;
    }
    int times = (end - begin) / size;
    if ((end - begin) % size != 0 || times < plan.min || (times > plan.max && plan.max >= 0)) {
      return false;
    }
    for (int i = 0; i < end - begin; i++) {
      if (!regex.sameCharacter(run.at(begin + i), run.at(from + i % size))) {
        return false;
      }
    }
    return true;
  }

  /// Each repetition takes as much as it can; an empty one is taken only to reach the minimum.
  private boolean repeatLong(Plan plan, int begin, int end) {
    if (plan.min == 0 && begin == end) {
      return empty(plan.children.get(0), begin);
    }
    Plan child = plan.children.get(0);
    int min = Math.max(plan.min, 1);
    int max = most(plan, begin, end, min);
    int[] ends = new int[max + 1];
    ends[0] = begin;
    int k = 1;
    int limit = end;
    while (k > 0) {
      ends[k] = run.longest(child.nfa, ends[k - 1], limit);
      boolean back;
      if (ends[k] < 0) {
        k--;
        back = true;
      } else if (ends[k] != end) {
        if (k >= max) {
          k--;
          back = true;
        } else if (ends[k] == ends[k - 1] && (k >= min || min - k < end - ends[k])) {
          back = true;
        } else {
          k++;
          limit = end;
          back = false;
        }
      } else if (k < min) {
        back = true;
      } else if (all(child, ends, k)) {
        return true;
      } else {
        back = true;
      }
      while (back && k > 0) {
        int before = ends[k - 1];
        if (ends[k] > before) {
          limit = ends[k] - 1;
          if (limit > before || (k < min && min - k >= end - before)) {
            break;
          }
        }
        k--;
      }
    }
    return false;
  }

  private boolean repeatShort(Plan plan, int begin, int end) {
    if (plan.min == 0 && begin == end) {
      return empty(plan.children.get(0), begin);
    }
    Plan child = plan.children.get(0);
    int min = Math.max(plan.min, 1);
    int max = most(plan, begin, end, min);
    int[] ends = new int[max + 1];
    ends[0] = begin;
    int k = 1;
    int limit = begin;
    while (k > 0) {
      if (limit == ends[k - 1] && limit != end && (k >= min || min - k < end - limit)) {
        limit++;
      }
      if (k >= max) {
        limit = end;
      }
      ends[k] = run.shortest(child.nfa, ends[k - 1], limit, end);
      boolean back = true;
      if (ends[k] < 0) {
        k--;
      } else if (ends[k] != end) {
        if (k >= max) {
          k--;
        } else {
          k++;
          limit = ends[k - 1];
          back = false;
        }
      } else if (k >= min && all(child, ends, k)) {
        return true;
      }
      while (back && k > 0) {
        if (ends[k] < end) {
          limit = ends[k] + 1;
          break;
        }
        k--;
      }
    }
    return false;
  }

  /// No repetition is enough, but one that can match nothing is taken, for its captures.
  private boolean empty(Plan child, int at) {
    forget(child);
    if (exactly(child, at, at) && !divide(child, at, at)) {
      forget(child);
    }
    return true;
  }

  private static int most(Plan plan, int begin, int end, int min) {
    int max = end - begin;
    if (plan.max >= 0) {
      max = Math.min(max, plan.max);
    }
    return Math.max(max, min);
  }

  private boolean all(Plan child, int[] ends, int count) {
    for (int i = 1; i <= count; i++) {
      forget(child);
      if (!divide(child, ends[i - 1], ends[i])) {
        return false;
      }
    }
    return true;
  }
}
