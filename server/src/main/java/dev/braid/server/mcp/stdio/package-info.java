/// MCP over standard input and output: one client, one process.
///
/// Entry: [dev.braid.server.mcp.stdio.McpStdio].
@NullMarked
package dev.braid.server.mcp.stdio;

import org.jspecify.annotations.NullMarked;
