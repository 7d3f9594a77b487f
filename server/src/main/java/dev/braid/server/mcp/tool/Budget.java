package dev.braid.server.mcp.tool;

import java.util.ArrayList;
import java.util.List;

/// Text within a number of tokens. What finds no room is left out, and said to be.
///
/// A token is taken as four characters, which is about right for English and SQL and the measure
/// that the budgets were given in.
final class Budget {
  static final int CHARACTERS_PER_TOKEN = 4;

  /// Kept free for the note of what was cut.
  private static final int RESERVE = 200;

  /// What [Untrusted] puts around it.
  private static final int FRAME = 160;

  private final StringBuilder text = new StringBuilder();
  private final List<String> cut = new ArrayList<>();
  private final int tokens;
  private final int characters;

  Budget(int tokens) {
    this.tokens = tokens;
    this.characters = tokens * CHARACTERS_PER_TOKEN - FRAME;
  }

  /// Adds a part if it has room, whole or not at all.
  boolean add(String part) {
    if (!fits(part, characters)) {
      return false;
    }
    text.append(part);
    return true;
  }

  /// Adds a part if it has room and leaves `tokens` for what comes later.
  boolean addLeaving(String part, int tokens) {
    return fits(part, characters - tokens * CHARACTERS_PER_TOKEN) && add(part);
  }

  private boolean fits(String part, int limit) {
    return text.length() + part.length() + RESERVE <= limit;
  }

  /// Remembers that something was left out.
  void leftOut(String what) {
    cut.add(what);
  }

  List<String> cut() {
    return List.copyOf(cut);
  }

  /// All of it, with a last line that says what was cut.
  String text() {
    if (cut.isEmpty()) {
      return text.toString();
    }
    String note = "\n_Cut to fit " + tokens + " tokens: ";
    String list = String.join("; ", cut);
    int room = RESERVE - note.length() - 5;
    return text + note + (list.length() <= room ? list : list.substring(0, room) + "...") + "_\n";
  }
}
