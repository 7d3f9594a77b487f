package dev.braid.expr.aggregate;

/// The aggregates over pairs of numbers.
enum Regression {
  COUNT("regr_count", 0),
  SXX("regr_sxx", 1),
  SYY("regr_syy", 1),
  SXY("regr_sxy", 1),
  AVGX("regr_avgx", 1),
  AVGY("regr_avgy", 1),
  R2("regr_r2", 1),
  SLOPE("regr_slope", 1),
  INTERCEPT("regr_intercept", 1),
  COVAR_POP("covar_pop", 1),
  COVAR_SAMP("covar_samp", 2),
  CORR("corr", 1);

  final String function;

  /// Pairs below which the answer is NULL.
  final int least;

  Regression(String function, int least) {
    this.function = function;
    this.least = least;
  }
}
