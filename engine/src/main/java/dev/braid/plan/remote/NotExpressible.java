package dev.braid.plan.remote;

/// Something has no text in PostgreSQL's SQL that is certain to mean the same. It stays here.
final class NotExpressible extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotExpressible(String what) {
    super(what, null, false, false);
  }
}
