package dev.braid.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// Anything Braid refuses or fails at: what was wrong, where, and what to do about it.
///
/// The message never holds a secret: connection addresses appear in their safe form only.
public final class BraidException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final int position;
  private final @Nullable String detail;
  private final @Nullable String hint;

  public BraidException(String sqlState, String message) {
    this(sqlState, message, 0, null, null, null);
  }

  /// @param sqlState five characters, PostgreSQL's where PostgreSQL has one
  /// @param position 1-based character in the statement's text, or 0 where there is none
  public BraidException(
      String sqlState,
      String message,
      int position,
      @Nullable String detail,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(message, cause);
    this.sqlState = requireNonNull(sqlState, "sqlState");
    this.position = position;
    this.detail = detail;
    this.hint = hint;
  }

  /// The same failure with advice on how to mend it.
  public BraidException withHint(String advice) {
    return new BraidException(sqlState, message(), position, detail, advice, getCause());
  }

  /// The same failure, located at a character of the statement (1-based).
  public BraidException at(int characterPosition) {
    return new BraidException(sqlState, message(), characterPosition, detail, hint, getCause());
  }

  public String sqlState() {
    return sqlState;
  }

  /// The message, never null.
  public String message() {
    return requireNonNull(getMessage());
  }

  /// 1-based character position in the statement as the caller wrote it; 0 where there is none.
  public int position() {
    return position;
  }

  public @Nullable String detail() {
    return detail;
  }

  public @Nullable String hint() {
    return hint;
  }
}
