package dev.braid.survey;

/// A statement that cannot be weighted rightly, and therefore is not weighted at all.
final class NotWeighed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /// @param reason goes on after "not weighted: "
  NotWeighed(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
