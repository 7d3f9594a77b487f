package dev.braid.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a statement's parameters: how many there are, and of those that are set, the
/// type they are sent as. The server is not asked.
///
/// @param types null where the statement around the parameter decides
record ParameterTypes(List<@Nullable PgType> types) implements ParameterMetaData {
  private @Nullable PgType type(int number) throws SQLException {
    if (number < 1 || number > types.size()) {
      throw SqlErrors.invalid(
          "there is no parameter %d, the statement has %d".formatted(number, types.size()));
    }
    return types.get(number - 1);
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int isNullable(int number) throws SQLException {
    type(number);
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int number) throws SQLException {
    PgType type = type(number);
    return type != null && type.isSigned();
  }

  @Override
  public int getPrecision(int number) throws SQLException {
    PgType type = type(number);
    return type == null ? 0 : type.precision();
  }

  @Override
  public int getScale(int number) throws SQLException {
    PgType type = type(number);
    return type == null ? 0 : type.scale();
  }

  @Override
  public int getParameterType(int number) throws SQLException {
    PgType type = type(number);
    return type == null ? Types.OTHER : type.code();
  }

  @Override
  public String getParameterTypeName(int number) throws SQLException {
    PgType type = type(number);
    return type == null ? "unknown" : type.name();
  }

  @Override
  public String getParameterClassName(int number) throws SQLException {
    PgType type = type(number);
    return type == null ? Object.class.getName() : type.javaClass();
  }

  @Override
  public int getParameterMode(int number) throws SQLException {
    type(number);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrapped.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> wanted) {
    return wanted != null && wanted.isInstance(this);
  }
}
