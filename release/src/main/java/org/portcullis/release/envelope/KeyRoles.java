package org.portcullis.release.envelope;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.portcullis.release.json.Reading;

/** Who may sign what: the roles of a keys file. Immutable. */
public final class KeyRoles {
  /** The most roles. */
  public static final int MAX_ROLES = 64;

  private final SortedMap<String, KeyRole> roles = new TreeMap<>();

  /**
   * Roles from elsewhere than a file.
   *
   * @param roles 1 to {@value #MAX_ROLES} roles, no name twice
   * @throws IllegalArgumentException if there is none or are too many, or a name stands there twice
   */
  public KeyRoles(Collection<KeyRole> roles) {
    roles.forEach(role -> this.roles.put(role.name(), role));
    if (roles.isEmpty() || roles.size() > MAX_ROLES || this.roles.size() < roles.size()) {
      throw new IllegalArgumentException("no role, too many, or two of one name");
    }
  }

  /**
   * Reads a keys file: {@code {"format": 1, "roles": {"policy": {"threshold": 2, "keys": [{"name":
   * "alice", "spki": "..."}]}}}}. A key's {@code spki} is what {@link VerificationKey#ofText}
   * takes; its {@code name} may be left out. A key may serve several roles, but stands once in
   * each.
   *
   * @param file the name of the file, for the places
   * @param content the bytes; not kept
   * @return the roles, or all that is wrong
   */
  public static Reading<KeyRoles> read(String file, byte[] content) {
    return KeyRolesReader.read(file, content);
  }

  /**
   * A role.
   *
   * @param name its name
   * @return the role, or empty if there is none of that name, which must never be taken for leave
   */
  public Optional<KeyRole> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /**
   * The names of all roles.
   *
   * @return sorted, not empty
   */
  public SortedSet<String> names() {
    return new TreeSet<>(roles.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRoles that && roles.equals(that.roles);
  }

  @Override
  public int hashCode() {
    return roles.hashCode();
  }

  /**
   * The roles with their thresholds.
   *
   * @return one line
   */
  @Override
  public String toString() {
    Map<String, String> texts = new TreeMap<>();
    roles.forEach((name, role) -> texts.put(name, role.threshold() + " of " + role.keys().size()));
    return "KeyRoles" + texts;
  }
}
