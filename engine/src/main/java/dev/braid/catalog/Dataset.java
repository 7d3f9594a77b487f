package dev.braid.catalog;

/// One named place to ask questions of.
///
/// @param id the number a caller may address it by
/// @param name the name a caller may address it by
/// @param description in words, may be empty
/// @param allowPrivilegedRole whether a superuser or a role that can reach the server's files may
///   be used
/// @param timeZone session time zone, or empty for this JVM's
/// @param survey whom its rows stand for, and which classes are reported together
public record Dataset(
    int id,
    String name,
    String description,
    Source source,
    PoolSettings pool,
    Limits limits,
    boolean allowPrivilegedRole,
    String timeZone,
    Description content,
    SurveyRules survey) {

  /// A dataset whose rows stand for themselves.
  public Dataset(
      int id,
      String name,
      String description,
      Source source,
      PoolSettings pool,
      Limits limits,
      boolean allowPrivilegedRole,
      String timeZone,
      Description content) {
    this(
        id,
        name,
        description,
        source,
        pool,
        limits,
        allowPrivilegedRole,
        timeZone,
        content,
        SurveyRules.NONE);
  }

  public Dataset withSurvey(SurveyRules rules) {
    return new Dataset(
        id, name, description, source, pool, limits, allowPrivilegedRole, timeZone, content, rules);
  }
}
