package dev.braid.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLXML;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import org.jspecify.annotations.Nullable;

/// A value of type xml, as text and streams. Parsing is the caller's.
record XmlText(String text) implements SQLXML {
  @Override
  public String getString() {
    return text;
  }

  @Override
  public Reader getCharacterStream() {
    return new StringReader(text);
  }

  @Override
  public InputStream getBinaryStream() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public <T extends Source> T getSource(@Nullable Class<T> sourceClass) throws SQLException {
    throw SqlErrors.unsupported("XML sources");
  }

  @Override
  public OutputStream setBinaryStream() throws SQLException {
    throw SqlErrors.unsupported("writable XML values");
  }

  @Override
  public Writer setCharacterStream() throws SQLException {
    throw SqlErrors.unsupported("writable XML values");
  }

  @Override
  public void setString(String value) throws SQLException {
    throw SqlErrors.unsupported("writable XML values");
  }

  @Override
  public <T extends Result> T setResult(Class<T> resultClass) throws SQLException {
    throw SqlErrors.unsupported("writable XML values");
  }

  @Override
  public void free() {}
}
