package org.portcullis.release.envelope;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A purpose, the keys that may sign for it, and how many of them it takes.
 *
 * @param name an identifier, never a path: a lower-case letter, then up to 63 lower-case letters,
 *     digits and hyphens
 * @param threshold how many distinct keys must have signed, from 1 to the number of keys
 * @param keys 1 to {@value #MAX_KEYS} keys, none of them twice, no name twice
 */
public record KeyRole(String name, int threshold, List<RoleKey> keys) {
  /** The most keys of a role. */
  public static final int MAX_KEYS = 32;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /**
   * Checks and copies.
   *
   * @param name an identifier
   * @param threshold how many distinct keys must have signed
   * @param keys the keys
   * @throws IllegalArgumentException if the name is none, a key or a name stands there twice, there
   *     are too many, or the threshold is below 1 or can't be reached
   */
  public KeyRole {
    keys = List.copyOf(keys);
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name of a role");
    }
    if (keys.size() > MAX_KEYS || hasTwice(keys)) {
      throw new IllegalArgumentException("too many keys, or a key or name that stands there twice");
    }
    if (threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException("a threshold that is below 1 or can't be reached");
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static boolean hasTwice(List<RoleKey> keys) {
    Set<VerificationKey> seen = new HashSet<>();
    Set<String> names = new HashSet<>();
    return !keys.stream()
        .allMatch(key -> seen.add(key.key()) && key.name().map(names::add).orElse(true));
  }

  /** The key that a key id means, for messages alone. */
  Optional<RoleKey> hinted(String keyId) {
    return keys.stream().filter(key -> key.key().keyId().equals(keyId)).findFirst();
  }
}
