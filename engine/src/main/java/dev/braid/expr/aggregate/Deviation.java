package dev.braid.expr.aggregate;

/// Which measure of spread.
enum Deviation {
  VAR_POP("var_pop", false, false),
  VAR_SAMP("var_samp", true, false),
  VARIANCE("variance", true, false),
  STDDEV_POP("stddev_pop", false, true),
  STDDEV_SAMP("stddev_samp", true, true),
  STDDEV("stddev", true, true);

  final String function;
  final boolean sample;
  final boolean root;

  Deviation(String function, boolean sample, boolean root) {
    this.function = function;
    this.sample = sample;
    this.root = root;
  }
}
