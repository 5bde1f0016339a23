package org.portcullis.release.envelope;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key of a role, with what people call it.
 *
 * @param key the public key
 * @param name whose it is: 1 to 64 letters and digits of ASCII, dots, hyphens and underscores, the
 *     first a letter or digit; or empty
 */
public record RoleKey(VerificationKey key, Optional<String> name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Checks the name.
   *
   * @param key the public key
   * @param name whose it is, or empty
   * @throws IllegalArgumentException if the name can't be one
   */
  public RoleKey {
    if (name.isPresent() && !isName(name.get())) {
      throw new IllegalArgumentException("not a name of a key");
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * What to call the key.
   *
   * @return the name, or the key id where there is none
   */
  public String label() {
    return name.orElse(key.keyId());
  }
}
