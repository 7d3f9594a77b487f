package dev.braid.server.mcp.tool;

import dev.braid.parallel.Cancellation;

/// One call of a tool under way.
///
/// @param tool the tool's name
/// @param caller who asks
/// @param cancellation how the call is stopped from outside
/// @param progress told of every part that is done
/// @param audit where its queries are recorded
public record Call(
    String tool, Caller caller, Cancellation cancellation, Progress progress, AuditLog audit) {}
