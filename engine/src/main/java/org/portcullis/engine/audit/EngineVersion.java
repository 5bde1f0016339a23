package org.portcullis.engine.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that records carry: this library's, with the rule engine's in it. */
public final class EngineVersion {
  private static final String CURRENT = read();

  private EngineVersion() {}

  /**
   * The version of this library.
   *
   * @return for example {@code 0.1.0+drools.10.2.0}
   */
  public static String current() {
    return CURRENT;
  }

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
