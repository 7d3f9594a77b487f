package dev.braid.jdbc;

import dev.braid.source.TypedParameter;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// The setters of java.sql.PreparedStatement, each by way of [#bind].
abstract class ParameterSetters extends BraidStatement implements PreparedStatement {
  ParameterSetters(BraidConnection connection) {
    super(connection);
  }

  /// @param number from 1
  abstract void bind(int number, @Nullable Object value) throws SQLException;

  private static TimeZone zone(@Nullable Calendar calendar) {
    return calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
  }

  @Override
  public final void setNull(int number, int code) throws SQLException {
    bind(number, ParameterValue.ofNull(code));
  }

  @Override
  public final void setBoolean(int number, boolean value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setByte(int number, byte value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setShort(int number, short value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setInt(int number, int value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setLong(int number, long value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setFloat(int number, float value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setDouble(int number, double value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setBigDecimal(int number, @Nullable BigDecimal value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setString(int number, @Nullable String value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setBytes(int number, byte @Nullable [] value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setDate(int number, @Nullable Date value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setTime(int number, @Nullable Time value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setTimestamp(int number, @Nullable Timestamp value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setAsciiStream(int number, @Nullable InputStream value, int length)
      throws SQLException {
    bind(number, StreamedValue.text(value, length, StandardCharsets.US_ASCII));
  }

  @Deprecated
  @Override
  public final void setUnicodeStream(int number, @Nullable InputStream value, int length)
      throws SQLException {
    bind(number, StreamedValue.text(value, length, StandardCharsets.UTF_8));
  }

  @Override
  public final void setBinaryStream(int number, @Nullable InputStream value, int length)
      throws SQLException {
    bind(number, StreamedValue.bytes(value, length));
  }

  @Override
  public final void setObject(int number, @Nullable Object value, int code) throws SQLException {
    bind(number, ParameterValue.of(value, code, -1));
  }

  @Override
  public final void setObject(int number, @Nullable Object value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setCharacterStream(int number, @Nullable Reader value, int length)
      throws SQLException {
    bind(number, StreamedValue.text(value, length));
  }

  @Override
  public final void setRef(int number, @Nullable Ref value) throws SQLException {
    throw SqlErrors.unsupported("references");
  }

  @Override
  public final void setBlob(int number, @Nullable Blob value) throws SQLException {
    bind(number, StreamedValue.bytes(value));
  }

  @Override
  public final void setClob(int number, @Nullable Clob value) throws SQLException {
    bind(number, StreamedValue.text(value));
  }

  @Override
  public final void setArray(int number, @Nullable Array value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setDate(int number, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    bind(number, value == null ? null : MomentText.of(value, zone(calendar)));
  }

  @Override
  public final void setTime(int number, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    bind(number, value == null ? null : MomentText.of(value, zone(calendar)));
  }

  @Override
  public final void setTimestamp(int number, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    bind(number, value == null ? null : MomentText.of(value, zone(calendar)));
  }

  @Override
  public final void setNull(int number, int code, @Nullable String typeName) throws SQLException {
    bind(
        number,
        typeName == null || typeName.isEmpty()
            ? ParameterValue.ofNull(code)
            : new TypedParameter(PgType.ofSqlName(typeName).name(), null));
  }

  @Override
  public final void setURL(int number, @Nullable URL value) throws SQLException {
    throw SqlErrors.unsupported("URLs");
  }

  @Override
  public final void setRowId(int number, @Nullable RowId value) throws SQLException {
    throw SqlErrors.unsupported("row ids");
  }

  @Override
  public final void setNString(int number, @Nullable String value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setNCharacterStream(int number, @Nullable Reader value, long length)
      throws SQLException {
    bind(number, StreamedValue.text(value, length));
  }

  @Override
  public final void setNClob(int number, @Nullable NClob value) throws SQLException {
    bind(number, StreamedValue.text(value));
  }

  @Override
  public final void setClob(int number, @Nullable Reader value, long length) throws SQLException {
    bind(number, StreamedValue.text(value, length));
  }

  @Override
  public final void setBlob(int number, @Nullable InputStream value, long length)
      throws SQLException {
    bind(number, StreamedValue.bytes(value, length));
  }

  @Override
  public final void setNClob(int number, @Nullable Reader value, long length) throws SQLException {
    bind(number, StreamedValue.text(value, length));
  }

  @Override
  public final void setSQLXML(int number, @Nullable SQLXML value) throws SQLException {
    bind(number, ParameterValue.of(value));
  }

  @Override
  public final void setObject(int number, @Nullable Object value, int code, int scale)
      throws SQLException {
    bind(number, ParameterValue.of(value, code, scale));
  }

  @Override
  public final void setAsciiStream(int number, @Nullable InputStream value, long length)
      throws SQLException {
    bind(number, StreamedValue.text(value, length, StandardCharsets.US_ASCII));
  }

  @Override
  public final void setBinaryStream(int number, @Nullable InputStream value, long length)
      throws SQLException {
    bind(number, StreamedValue.bytes(value, length));
  }

  @Override
  public final void setCharacterStream(int number, @Nullable Reader value, long length)
      throws SQLException {
    bind(number, StreamedValue.text(value, length));
  }

  @Override
  public final void setAsciiStream(int number, @Nullable InputStream value) throws SQLException {
    bind(number, StreamedValue.text(value, -1, StandardCharsets.US_ASCII));
  }

  @Override
  public final void setBinaryStream(int number, @Nullable InputStream value) throws SQLException {
    bind(number, StreamedValue.bytes(value, -1));
  }

  @Override
  public final void setCharacterStream(int number, @Nullable Reader value) throws SQLException {
    bind(number, StreamedValue.text(value, -1));
  }

  @Override
  public final void setNCharacterStream(int number, @Nullable Reader value) throws SQLException {
    bind(number, StreamedValue.text(value, -1));
  }

  @Override
  public final void setClob(int number, @Nullable Reader value) throws SQLException {
    bind(number, StreamedValue.text(value, -1));
  }

  @Override
  public final void setBlob(int number, @Nullable InputStream value) throws SQLException {
    bind(number, StreamedValue.bytes(value, -1));
  }

  @Override
  public final void setNClob(int number, @Nullable Reader value) throws SQLException {
    bind(number, StreamedValue.text(value, -1));
  }
}
