package dev.braid.catalog;

/// One named place to ask questions of.
///
/// @param id the number a caller may address it by
/// @param name the name a caller may address it by
/// @param description in words, may be empty
/// @param allowPrivilegedRole whether a superuser or a role that can reach the server's files may
///   be used
/// @param timeZone session time zone, or empty for this JVM's
public record Dataset(
    int id,
    String name,
    String description,
    Source source,
    PoolSettings pool,
    Limits limits,
    boolean allowPrivilegedRole,
    String timeZone,
    Description content) {}
