/// MCP over Streamable HTTP, and what keeps that door: tokens, allowed hosts and origins, limits.
///
/// Entry: [dev.braid.server.mcp.http.McpHttp]. A request passes the `Gate`, then `McpServlet`, then
/// the SDK's own servlet. Jetty runs each on a virtual thread.
@NullMarked
package dev.braid.server.mcp.http;

import org.jspecify.annotations.NullMarked;
