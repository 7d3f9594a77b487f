package dev.braid.server.mcp.tool;

/// Who asks.
///
/// @param principal what the transport vouches for: `stdio`, `token:` and a fingerprint, or an
///   address
/// @param client what the client calls itself; not to be trusted
public record Caller(String principal, String client) {}
