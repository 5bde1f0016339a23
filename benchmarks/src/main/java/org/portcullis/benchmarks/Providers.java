package org.portcullis.benchmarks;

import java.security.Provider;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The security providers that verification is measured with; none is ever registered. */
final class Providers {
  /** The default of the verifier. */
  static final String BOUNCY_CASTLE = "bouncy-castle";

  /** The Amazon Corretto Crypto Provider, which is native and not there for every platform. */
  static final String CORRETTO = "corretto";

  private static final String CORRETTO_CLASS =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private Providers() {}

  /** Those that this platform has. */
  static String[] available() {
    return Stream.of(BOUNCY_CASTLE, CORRETTO)
        .filter(name -> find(name).isPresent())
        .toArray(String[]::new);
  }

  static Provider get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("provider `" + name + "` is not available"));
  }

  private static Optional<Provider> find(String name) {
    return switch (name) {
      case BOUNCY_CASTLE -> Optional.of(new BouncyCastleProvider());
      case CORRETTO -> corretto();
      default -> Optional.empty();
    };
  }

  /** By reflection, so that this compiles where there is no such library. */
  private static Optional<Provider> corretto() {
    try {
      Class<?> type = Class.forName(CORRETTO_CLASS);
      Provider instance = (Provider) type.getField("INSTANCE").get(null);
      type.getMethod("assertHealthy").invoke(instance);
      return Optional.of(instance);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }
}
