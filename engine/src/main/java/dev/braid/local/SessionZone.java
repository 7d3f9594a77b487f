package dev.braid.local;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.type.Timestamps;
import java.time.Instant;
import java.time.ZoneId;

/// The time and the time zone of a dataset's statements.
final class SessionZone {
  private SessionZone() {}

  /// The dataset's own, else the JVM's, as the setting TimeZone takes it.
  static String of(Dataset dataset) {
    return dataset.timeZone().isEmpty() ? system() : dataset.timeZone();
  }

  /// TimeZone reads the sign of `GMT+02:00` the other way round.
  private static String system() {
    ZoneId id = ZoneId.systemDefault();
    return id.getId().matches(".*\\d.*") && id.getRules().isFixedOffset()
        ? Double.toString(id.getRules().getOffset(Instant.EPOCH).getTotalSeconds() / 3600.0)
        : id.getId();
  }

  /// What expressions of a statement that begins now may know.
  static EvalContext eval(Settings settings, Dataset dataset, Cancellation cancellation) {
    Instant now = Instant.now();
    long micros = Math.addExact(now.getEpochSecond() * 1_000_000, now.getNano() / 1000);
    return new EvalContext(
        settings.timeZone(),
        micros + Timestamps.UNIX_EPOCH,
        System.getProperty("user.name", "braid"),
        dataset.name(),
        cancellation,
        name -> {
          Setting setting = Setting.find(name);
          return setting == null ? null : settings.show(setting);
        });
  }
}
