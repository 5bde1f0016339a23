package org.portcullis.attestation.key.status;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which addresses a list may be fetched from. */
final class Endpoint {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Endpoint() {}

  /** The messages don't show the address, since a query may hold a token. */
  static void check(URI uri) {
    String scheme = lowerCase(uri.getScheme());
    String host = lowerCase(uri.getHost());
    boolean isLocal = scheme.equals("http") && LOOPBACK.contains(host);
    if (host.isEmpty() || !(scheme.equals("https") || isLocal)) {
      throw new IllegalArgumentException("a status list is fetched over https");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("the address has no user and no fragment");
    }
  }

  private static String lowerCase(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
