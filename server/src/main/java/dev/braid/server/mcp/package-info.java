/// The MCP server: Braid's tools and resources, behind the official SDK.
///
/// Entries: [dev.braid.server.mcp.stdio.McpStdio] and [dev.braid.server.mcp.http.McpHttp], one per
/// transport; both build the same server, [dev.braid.server.mcp.BraidMcp]. Of all rooms only this
/// one and its two transports know the SDK; `mcp.tool` does not.
@NullMarked
package dev.braid.server.mcp;

import org.jspecify.annotations.NullMarked;
