package dev.braid.server.demo;

import dev.braid.BatchBuilder;
import dev.braid.Braid;
import dev.braid.batch.Query;
import java.util.List;

/// What the tour asks.
final class DemoQueries {
  /// Four unrelated facts, as a dashboard's widgets want them.
  static final List<Query> DASHBOARD =
      List.of(
          survey(
              "Active connections",
              "SELECT count(*) FROM pg_stat_activity WHERE datname IS NOT NULL"),
          survey("Database size", "SELECT pg_size_pretty(pg_database_size(current_database()))"),
          survey(
              "Tables in public",
              "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"),
          survey("PostgreSQL", "SELECT substring(version() from 'PostgreSQL [0-9.]+')"));

  /// A complete breakdown of the survey's users.
  static final List<Query> ANALYSIS =
      List.of(
          survey("Gender", "SELECT gender, COUNT(*) FROM users GROUP BY gender"),
          survey("Age", "SELECT age_group, COUNT(*) FROM users GROUP BY age_group"),
          survey(
              "Top Cities",
              "SELECT city, COUNT(*) FROM users GROUP BY city ORDER BY COUNT(*) DESC LIMIT 10"),
          survey("NCCS", "SELECT nccs, COUNT(*) FROM users GROUP BY nccs"),
          survey("Devices", "SELECT device_type, COUNT(*) FROM users GROUP BY device_type"),
          survey(
              "Top Apps",
              "SELECT app_name, SUM(usage_minutes) FROM app_usage GROUP BY app_name"
                  + " ORDER BY SUM(usage_minutes) DESC LIMIT 10"),
          survey(
              "Spend",
              "SELECT spend_quartile, AVG(total_spend) FROM users GROUP BY spend_quartile"),
          survey(
              "Active Users (30d)",
              "SELECT COUNT(*) FROM users"
                  + " WHERE last_active_date >= CURRENT_DATE - INTERVAL '30 days'"),
          survey("Platform", "SELECT platform, COUNT(*) FROM users GROUP BY platform"),
          survey(
              "Subscriptions",
              "SELECT subscription_type, COUNT(*) FROM users GROUP BY subscription_type"));

  /// The second of these fails.
  static final List<Query> PARTIAL_FAILURE =
      List.of(
          survey("Users", "SELECT * FROM users LIMIT 5"),
          survey("Invalid", "SELECT * FROM invalid_table"),
          survey("Orders", "SELECT * FROM orders LIMIT 5"));

  private DemoQueries() {}

  static BatchBuilder batch(Braid braid, List<Query> queries) {
    return braid.batch().addAll(queries);
  }

  private static Query survey(String label, String sql) {
    return Query.of("survey", sql).labelled(label);
  }
}
