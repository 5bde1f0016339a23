package org.portcullis.attestation.bootkeys;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.portcullis.attestation.internal.Names;
import org.portcullis.attestation.internal.TimeOfUse;
import org.portcullis.attestation.key.SecurityLevel;
import org.portcullis.attestation.key.Sha256;

/**
 * A verified boot key that is taken for good. Secure environment and secure element of one device
 * may report different digests, and an update may change them: several entries for one model are
 * usual.
 *
 * @param vendor whose operating system the key signs, 1 to 64 lower-case letters, digits, dots,
 *     underscores or hyphens
 * @param models the models that it is for, none for any
 * @param levels the levels of hardware that report it, one or both
 * @param key the {@code verifiedBootKey} that hardware reports
 * @param from the first instant of its use, {@link Instant#MIN} if there is none
 * @param until the first instant after its use, {@link Instant#MAX} if there is none
 * @param builds the builds under this key that are known, none if they aren't tracked
 * @see <a href="https://source.android.com/docs/security/features/verifiedboot/boot-flow">Android
 *     Verified Boot, boot flow</a>
 */
public record BootKey(
    String vendor,
    Set<String> models,
    Set<SecurityLevel> levels,
    Sha256 key,
    Instant from,
    Instant until,
    List<BootBuild> builds) {
  /** The levels at which there is hardware to report a key. */
  public static final Set<SecurityLevel> HARDWARE =
      Set.of(SecurityLevel.TRUSTED_ENVIRONMENT, SecurityLevel.STRONG_BOX);

  static final String TEXT_FORM = "1 to 128 printable characters";
  private static final int MAX_TEXT = 128;

  /**
   * Checks the entry.
   *
   * @param vendor whose operating system the key signs
   * @param models the models that it is for, none for any, each 1 to 128 printable characters
   * @param levels the levels of hardware that report it, one or both
   * @param key the {@code verifiedBootKey} that hardware reports
   * @param from the first instant of its use
   * @param until the first instant after its use
   * @param builds the builds under this key that are known, none if they aren't tracked
   * @throws IllegalArgumentException if vendor or model has another form, there is no level or one
   *     without hardware, the key is all zero, which says that there is none, or {@code from} isn't
   *     before {@code until}
   */
  public BootKey {
    models = Set.copyOf(models);
    levels = Set.copyOf(levels);
    builds = List.copyOf(builds);
    if (!Names.isName(vendor)) {
      throw new IllegalArgumentException("a vendor's name is " + Names.FORM);
    }
    if (!models.stream().allMatch(BootKey::isText)) {
      throw new IllegalArgumentException("a model is " + TEXT_FORM);
    }
    if (levels.isEmpty() || !HARDWARE.containsAll(levels)) {
      throw new IllegalArgumentException("a boot key is reported by a level of hardware");
    }
    if (key.value().isAllZero()) {
      throw new IllegalArgumentException("a boot key of zeros stands for none");
    }
    if (!new TimeOfUse(from, until).isSome()) {
      throw new IllegalArgumentException("a boot key's use ends after it begins");
    }
  }

  static boolean isText(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TEXT
        && text.codePoints().noneMatch(BootKey::isUnprintable);
  }

  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.UNASSIGNED;
  }

  boolean isFor(String model) {
    return models.isEmpty() || models.contains(model);
  }

  boolean isInUse(Instant at) {
    return new TimeOfUse(from, until).contains(at);
  }

  BootKey endingBy(Instant end) {
    return end.isBefore(until) ? new BootKey(vendor, models, levels, key, from, end, builds) : this;
  }
}
