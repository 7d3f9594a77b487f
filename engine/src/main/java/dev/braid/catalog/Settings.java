package dev.braid.catalog;

import dev.braid.type.Zone;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of all [Setting]s. Immutable: SET makes another one.
public final class Settings {
  public static final Settings DEFAULT = new Settings(new EnumMap<>(Setting.class));

  private final Map<Setting, Object> values;

  /// Once it has been asked for.
  private volatile @Nullable Zone zone;

  private Settings(Map<Setting, Object> values) {
    this.values = values;
  }

  /// These settings with one changed.
  ///
  /// @param text as SET writes it
  /// @throws dev.braid.error.BraidException 22023 when the value does not fit
  public Settings with(Setting setting, String text) {
    Map<Setting, Object> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.put(setting, setting.parse(text));
    return new Settings(changed);
  }

  /// These settings with one as another has it.
  public Settings reset(Setting setting, Settings to) {
    Map<Setting, Object> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.put(setting, to.get(setting));
    return new Settings(changed);
  }

  private Object get(Setting setting) {
    Object value = values.get(setting);
    return value == null ? setting.byDefault() : value;
  }

  /// As SHOW writes it.
  public String show(Setting setting) {
    return setting.show(get(setting));
  }

  /// A setting that is on or off.
  public boolean is(Setting setting) {
    return (boolean) get(setting);
  }

  /// A number, bytes or milliseconds.
  public long number(Setting setting) {
    return (long) get(setting);
  }

  /// A cost or factor.
  public double cost(Setting setting) {
    return (double) get(setting);
  }

  public String text(Setting setting) {
    return (String) get(setting);
  }

  public Zone timeZone() {
    Zone known = zone;
    if (known == null) {
      known = Zone.ofSetting(text(Setting.TIMEZONE));
      zone = known;
    }
    return known;
  }

  /// Bytes that one node may hold before it goes to disk.
  ///
  /// PostgreSQL's default of 4 MB suits a server of many processes that know nothing of each other.
  /// Here nodes take what they hold from a common budget and go to disk when that is used up; a
  /// `work_mem` of their own limits them only where it has been set.
  public long workMem() {
    return values.containsKey(Setting.WORK_MEM) ? number(Setting.WORK_MEM) : Long.MAX_VALUE / 4;
  }

  /// Bytes that one hash table may hold: [#workMem] times `hash_mem_multiplier`.
  public long hashMem() {
    return values.containsKey(Setting.WORK_MEM)
        ? (long) (workMem() * cost(Setting.HASH_MEM_MULTIPLIER))
        : workMem();
  }

  /// Settings of a maintenance command: it may hold `maintenance_work_mem` where that has been set.
  public Settings maintenance() {
    return values.containsKey(Setting.MAINTENANCE_WORK_MEM)
        ? with(Setting.WORK_MEM, (number(Setting.MAINTENANCE_WORK_MEM) >> 10) + "kB")
        : this;
  }

  /// Rows of a full batch.
  public int batchSize() {
    return (int) number(Setting.BRAID_BATCH_SIZE);
  }

  public boolean leaderParticipates() {
    return is(Setting.PARALLEL_LEADER_PARTICIPATION);
  }
}
