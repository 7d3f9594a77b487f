package dev.braid.server.demo;

import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Description.TableDescription;
import dev.braid.catalog.Limits;
import dev.braid.catalog.MergeScheme;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.SurveyRules;
import dev.braid.catalog.WeightRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The demo's datasets as a configuration. Columns are described by comments in the databases
/// themselves; what only an operator can say stands here.
final class DemoConfig {
  /// A member stands for about a thousand people, and the twelve grades of the NCCS are shown as
  /// three.
  private static final SurveyRules PANEL =
      new SurveyRules(
          List.of(new WeightRule("users", "weight", "id", BigDecimal.valueOf(1000), true)),
          List.of(
              new MergeScheme(
                  "nccs",
                  "users",
                  "nccs",
                  Objects.requireNonNull(MergeScheme.READY.get("nccs-a-b-cde")),
                  true),
              new MergeScheme(
                  "nccs-panel",
                  "users",
                  "nccs",
                  Objects.requireNonNull(MergeScheme.READY.get("nccs-panel")),
                  false)),
          SurveyRules.SMALL_BASE);

  private DemoConfig() {}

  static Config of(int port, String password) {
    Description survey =
        new Description(
            "users.last_active_date",
            "last 400 days",
            Map.of(
                "users",
                table("Members of a survey panel: 200,000. Weigh them for the population"),
                "app_usage",
                table("What the members did with apps: 1,000,000 records of member, app and day"),
                "orders",
                table("What the members bought: 300,000 orders")));
    Description events =
        new Description(
            "events.occurred_at",
            "last 90 days",
            Map.of(
                "users", table("Accounts of a web shop: 50,000"),
                "events", table("What the accounts did: 400,000 events in order of time")));
    return new Config(
        List.of(
            dataset(
                    1,
                    "survey",
                    "Survey panel in India: members, their app usage and their orders (invented)",
                    port,
                    password,
                    survey)
                .withSurvey(PANEL),
            dataset(
                2,
                "events",
                "Event log of a web shop: accounts and what they did (invented)",
                port,
                password,
                events)),
        BatchLimits.DEFAULT);
  }

  private static TableDescription table(String description) {
    return new TableDescription(description, Map.of());
  }

  private static Dataset dataset(
      int id, String name, String description, int port, String password, Description content) {
    String address = "localhost:" + port + "/" + name;
    PostgresSource source =
        new PostgresSource(
            "jdbc:postgresql://"
                + address
                + "?socketFactory="
                + DemoSocketFactory.class.getName()
                + "&socketFactoryArg="
                + port,
            DemoServer.READER,
            password,
            "postgresql://" + DemoServer.READER + ":***@" + address);
    return new Dataset(
        id, name, description, source, PoolSettings.DEFAULT, Limits.DEFAULT, false, "UTC", content);
  }
}
