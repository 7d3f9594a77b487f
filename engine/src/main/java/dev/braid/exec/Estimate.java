package dev.braid.exec;

/// What the planner expects of a node, in PostgreSQL's units.
///
/// @param rows rows it puts out; below a Gather those of one participant
/// @param width bytes of an average row
/// @param startupCost before the first row
/// @param totalCost until the last row
public record Estimate(double rows, int width, double startupCost, double totalCost) {
  public static final Estimate NONE = new Estimate(0, 0, 0, 0);
}
