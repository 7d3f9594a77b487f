package dev.braid.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// What is wrong with a text that is no YAML or JSON, and where.
///
/// A YAML parser first says what it was doing and since which line (`while parsing a flow
/// mapping`), then what it met there and on which line; the latter is what helps.
public record YamlProblem(int line, String reason) {
  private static final Pattern LINE = Pattern.compile("line ([0-9]+), column");

  public static YamlProblem of(JacksonException e) {
    String message = e.getOriginalMessage();
    String reason =
        message
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .reduce("", (_, last) -> last);
    int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    Matcher written = LINE.matcher(message);
    while (written.find()) {
      line = Integer.parseInt(written.group(1));
    }
    return new YamlProblem(line, reason);
  }
}
