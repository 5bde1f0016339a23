package org.portcullis.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that records carry: this library's, with the rule engine's in it. */
final class EngineVersion {
  static final String CURRENT = read();

  private EngineVersion() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = EngineVersion.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "");
  }
}
