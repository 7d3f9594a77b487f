package dev.braid.jdbc;

import dev.braid.error.BraidException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers `jdbc:braid:` URLs; docs/jdbc.md has their forms.
///
/// ```java
/// try (Connection connection =
///         DriverManager.getConnection("jdbc:braid:/etc/braid.yaml?dataset=survey");
///     ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM users")) {
///   rows.next();
/// }
/// ```
public final class BraidDriver implements Driver {
  static final int MAJOR = 0;
  static final int MINOR = 1;

  static {
    try {
      DriverManager.registerDriver(new BraidDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return url != null && url.startsWith(BraidUrl.PREFIX);
  }

  /// @return null for a URL that is another driver's
  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    try {
      return BraidConnection.open(BraidUrl.parse(url, info == null ? new Properties() : info));
    } catch (BraidException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) {
    return BraidUrl.describe(info == null ? new Properties() : info);
  }

  @Override
  public int getMajorVersion() {
    return MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return MINOR;
  }

  /// Entry level SQL-92 with updates and transactions is what "compliant" means; this driver reads.
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.unsupported("java.util.logging");
  }
}
