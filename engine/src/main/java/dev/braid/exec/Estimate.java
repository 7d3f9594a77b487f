package dev.braid.exec;

/// What the planner expects of a node, in PostgreSQL's units.
///
/// @param rows rows it puts out; below a Gather those of one participant
/// @param width bytes of an average row
/// @param startupCost before the first row
/// @param totalCost until the last row
/// @param disabled whether the node is of a kind that a setting advises against; it is there for
///   want of another way
public record Estimate(
    double rows, int width, double startupCost, double totalCost, boolean disabled) {
  public static final Estimate NONE = new Estimate(0, 0, 0, 0);

  public Estimate(double rows, int width, double startupCost, double totalCost) {
    this(rows, width, startupCost, totalCost, false);
  }

  /// The same, of a node that is not wanted.
  public Estimate disabledIf(boolean unwanted) {
    return unwanted ? new Estimate(rows, width, startupCost, totalCost, true) : this;
  }
}
