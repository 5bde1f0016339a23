package org.portcullis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.portcullis.facts.Vocabulary;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the versions that an audit record depends on. */
final class VersionText implements IVersionProvider {
  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() {
    return new String[] {
      "portcullis " + version(),
      "vocabulary " + Vocabulary.VERSION,
      "java " + Runtime.version().feature()
    };
  }

  static String version() {
    try (InputStream stream = VersionText.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("the build left out " + RESOURCE);
      }
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
