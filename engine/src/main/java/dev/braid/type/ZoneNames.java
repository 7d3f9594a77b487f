package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names by which time zones are found: abbreviations of a fixed meaning, IANA names in any
/// case, POSIX specifications.
///
/// The abbreviations are PostgreSQL's `Default` set. Those which meant different offsets at
/// different times are refused.
final class ZoneNames {
  /// An abbreviation's offset, seconds east of Greenwich, and whether it is one of daylight saving.
  record Abbreviation(int offset, boolean daylight) {}

  private static final String STANDARD =
      """
      -10:00 HST TAHT
      -09:30 MART
      -09:00 AKST GAMT
      -08:00 PST
      -07:00 MST
      -06:00 CST GALT
      -05:00 ACT COT EST PET
      -04:00 AMT AST BOT
      -03:30 NFT NST
      -03:00 BRA BRT GFT PMST UYT WGT
      -02:00 FNT
      -01:00 AZOT EGT
      +00:00 GMT UCT UT UTC WET Z ZULU
      +01:00 CET MET MEZ WAT
      +02:00 EET IST SAST
      +03:00 EAT FET
      +03:30 IRT
      +04:00 MUT RET SCT
      +04:30 AFT
      +05:00 MVT PKT TFT TJT UZT
      +05:45 NPT
      +06:00 ALMT BDT BTT XJT
      +06:30 MMT
      +07:00 CXT ICT WAST
      +08:00 AWST BNT BORT CCT HKT MYT PHT
      +08:45 ACWST
      +09:00 JAYT JST KST PWT
      +09:30 ACST CAST
      +10:00 AEST CHUT DDUT LIGT MPT PGT TRUT YAPT
      +10:30 LHST
      +11:00 PONT VUT
      +12:00 FJT GILT MHT NZST NZT TVT WAKT WFT
      +12:45 CHAST
      +13:00 TOT
      """;

  private static final String DAYLIGHT =
      """
      -08:00 AKDT
      -07:00 PDT
      -06:00 MDT
      -05:00 CDT
      -04:00 EDT
      -03:00 ADT CLST PYST
      -02:30 NDT
      -02:00 BRST PMDT UYST WGST
      -01:00 FNST
      +00:00 AZOST EGST
      +01:00 BST WETDST
      +02:00 BDST CEST CETDST MEST MESZ METDST
      +03:00 EEST EETDST IDT
      +04:00 MSD
      +05:00 MUST
      +06:00 KGST PKST UZST YEKST
      +07:00 ALMST
      +08:00 WADT
      +09:00 AWSST ULAST WDT
      +10:00 KDT
      +10:30 ACDT ACSST CADT SADT
      +11:00 AEDT AESST
      +13:00 FJST NZDT
      +13:45 CHADT
      """;

  private static final String CHANGING =
      """
      AMST ANAST ANAT ARST ART AZST AZT CKT CLT DAVT EASST EAST
      FKST FKT GEST GET GYT IOT IRKST IRKT KGT KOST KRAST KRAT
      LHDT LINT LKT MAGST MAGT MAWT MSK NOVST NOVT NUT OMSST OMST
      PETST PETT PYT SGT TKT TMT ULAT VET VLAST VLAT VOLT YAKST
      YAKT YEKT
      """;

  private static final Map<String, Abbreviation> ABBREVIATIONS = abbreviations();
  private static final Map<String, ZoneId> NAMES = names();

  private ZoneNames() {}

  private static Map<String, Abbreviation> abbreviations() {
    Map<String, Abbreviation> all = new HashMap<>();
    addAll(all, STANDARD, false);
    addAll(all, DAYLIGHT, true);
    return all;
  }

  private static void addAll(Map<String, Abbreviation> all, String table, boolean daylight) {
    for (String line : table.strip().split("\n")) {
      String[] words = line.strip().split(" ");
      String[] hours = words[0].substring(1).split(":");
      int size = Integer.parseInt(hours[0]) * 3600 + Integer.parseInt(hours[1]) * 60;
      Abbreviation meaning = new Abbreviation(words[0].charAt(0) == '-' ? -size : size, daylight);
      for (int i = 1; i < words.length; i++) {
        all.put(words[i].toLowerCase(Locale.ROOT), meaning);
      }
    }
  }

  private static Map<String, ZoneId> names() {
    Map<String, ZoneId> all = new HashMap<>();
    for (String name : ZoneId.getAvailableZoneIds()) {
      if (!name.startsWith("SystemV/")) {
        all.put(name.toLowerCase(Locale.ROOT), ZoneId.of(name));
      }
    }
    return all;
  }

  /// @param lower in lower case
  /// @throws BraidException 0A000 for an abbreviation whose meaning changed over time
  static @Nullable Abbreviation abbreviation(String lower) {
    Abbreviation found = ABBREVIATIONS.get(lower);
    if (found == null
        && !lower.isEmpty()
        && (" " + CHANGING.replace('\n', ' ') + " ")
            .contains(" " + lower.toUpperCase(Locale.ROOT) + " ")) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "time zone abbreviation \"" + lower + "\" is not supported");
    }
    return found;
  }

  /// A zone by its full name, or by a POSIX specification; null where there is none.
  static @Nullable Zone full(String name) {
    ZoneId id = NAMES.get(name.toLowerCase(Locale.ROOT));
    return id != null ? Zone.of(id) : PosixZone.parse(name);
  }

  /// As `AT TIME ZONE` looks for it: abbreviations first.
  static @Nullable Zone find(String name) {
    Abbreviation abbreviation = abbreviation(name.toLowerCase(Locale.ROOT));
    return abbreviation != null ? Zone.ofOffset(abbreviation.offset()) : full(name);
  }
}
