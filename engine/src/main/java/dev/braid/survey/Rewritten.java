package dev.braid.survey;

import dev.braid.error.BraidException;
import dev.braid.guard.Statement;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote;
import dev.braid.result.SurveyNote.Base;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A statement as it is to be run, and what is to be said of its answer.
///
/// @param written as the caller wrote it
/// @param statement to be run
/// @param note without what only the answer tells; null when there is nothing to say
/// @param repeated what to say of rows that repeat respondents; null where that cannot be
/// @param unmerged the same without merged classes, where it is weighted nevertheless
public record Rewritten(
    Statement written,
    Statement statement,
    @Nullable SurveyNote note,
    @Nullable String repeated,
    @Nullable Rewritten unmerged) {

  static Rewritten asWritten(Statement statement, @Nullable SurveyNote note) {
    return new Rewritten(statement, statement, note, null, null);
  }

  public boolean isChanged() {
    return statement != written;
  }

  /// What to run instead when the statement's route refuses the rewritten form, though it might
  /// answer what was written; null when the failure stands.
  public @Nullable Rewritten instead(BraidException error) {
    boolean refused =
        switch (error.sqlState().substring(0, 2)) {
          case "0A", "21", "22", "42" -> true;
          default -> false;
        };
    SurveyNote told = note;
    if (!isChanged() || !refused || told == null) {
      return null;
    }
    String why =
        "the rewritten statement was refused: %s (%s)".formatted(error.message(), error.sqlState());
    if (unmerged != null && unmerged.note != null) {
      return new Rewritten(
          written,
          unmerged.statement,
          unmerged.note.withWarning("Classes are not merged: " + why + "."),
          repeated,
          null);
    }
    SurveyNote plain =
        new SurveyNote(
            null,
            told.weights() == null ? told.reason() : why,
            List.of(),
            List.of(),
            List.of(),
            told.smallBase(),
            null);
    return asWritten(
        written,
        told.merged().isEmpty() || told.weights() != null
            ? plain
            : plain.withWarning("Classes are not merged: " + why + "."));
  }

  /// The answer as the caller sees it.
  public Result finish(Result result) {
    if (note == null) {
      return result;
    }
    Bases.Shown shown = Bases.take(result);
    List<String> warnings = new ArrayList<>(note.warnings());
    warn(shown, warnings);
    return shown
        .result()
        .withSurvey(
            new SurveyNote(
                note.weights(),
                note.reason(),
                note.merged(),
                warnings,
                shown.bases(),
                note.smallBase(),
                note.sql()));
  }

  private void warn(Bases.Shown shown, List<String> warnings) {
    long without = 0;
    Base widest = null;
    long rows = 0;
    for (int i = 0; i < shown.bases().size(); i++) {
      Base base = shown.bases().get(i);
      long weighed = shown.weighed().get(i);
      without = Math.max(without, base.rows() - weighed);
      if (weighed > base.respondents() && weighed > rows) {
        widest = base;
        rows = weighed;
      }
    }
    if (without > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Rows without a weight count for nothing: up to %,d in a row of the answer.",
              without));
    }
    if (repeated != null && widest != null) {
      warnings.add(
          String.format(
              Locale.ROOT, repeated + " (up to %,d rows of %,d).", rows, widest.respondents()));
    }
  }
}
