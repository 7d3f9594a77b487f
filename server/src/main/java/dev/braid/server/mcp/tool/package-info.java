/// The six tools an assistant calls: what each takes, what it answers, and how its answer is
/// labelled.
///
/// Entry: [dev.braid.server.mcp.tool.Toolbox]. Knows nothing of the protocol: a tool takes
/// [dev.braid.server.mcp.tool.Arguments] and returns a [dev.braid.server.mcp.tool.Answer]. Imports
/// the engine's façade and `server.report`; never the rest of `server.mcp`.
@NullMarked
package dev.braid.server.mcp.tool;

import org.jspecify.annotations.NullMarked;
