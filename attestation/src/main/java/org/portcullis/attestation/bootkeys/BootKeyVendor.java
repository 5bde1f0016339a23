package org.portcullis.attestation.bootkeys;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.internal.JsonException;
import org.portcullis.attestation.internal.JsonValue;
import org.portcullis.attestation.internal.Names;
import org.portcullis.attestation.internal.StrictJson;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.Reading;

/**
 * A vendor whose lists of boot keys a host takes, pinned by the keys that sign them, each in its
 * time. A list that is unsigned, wrongly signed, malformed, empty, expired or, beside a current
 * one, older or much shorter is refused as a whole: it adds no key.
 *
 * <p>Lists are signed as {@code ssh-keygen -Y sign} does it, with Ed25519 or ECDSA on P-256, over
 * their exact bytes.
 */
public final class BootKeyVendor {
  /** The most bytes of a list. */
  public static final int MAX_LIST_BYTES = StrictJson.MAX_BYTES;

  /** The longest time that a pin may give a list: a hundred years. */
  public static final Duration MAX_AGE_LIMIT = Duration.ofDays(36_500);

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** The form of a vendor's list. */
  public enum Form {
    /**
     * The form of GrapheneOS: digests and a time, nothing of models, dates or builds. Signed in the
     * namespace {@code attestation keys}.
     *
     * @see <a href="https://grapheneos.org/articles/attestation-compatibility-guide">GrapheneOS,
     *     attestation compatibility guide</a>
     */
    GRAPHENEOS("attestation keys"),
    /**
     * The form of this project, with models, levels, dates and builds, and an end. Signed in the
     * namespace {@code portcullis boot keys}.
     */
    PORTCULLIS("portcullis boot keys");

    private final String namespace;

    Form(String namespace) {
      this.namespace = namespace;
    }

    /**
     * The namespace of the signatures.
     *
     * @return what {@code ssh-keygen -Y sign -n} takes
     */
    public String namespace() {
      return namespace;
    }
  }

  private final String name;
  private final Form form;
  private final PinnedSigners signers;
  private final Duration maxAge;

  private BootKeyVendor(String name, Form form, PinnedSigners signers, Duration maxAge) {
    this.name = name;
    this.form = form;
    this.signers = signers;
    this.maxAge = maxAge;
  }

  /**
   * Pins a vendor.
   *
   * @param name what matches call it: 1 to 64 lower-case letters, digits, dots, underscores or
   *     hyphens; a list of the project's form must bear it
   * @param form the form of its lists
   * @param signers whose signatures count for its lists, one or more, each key once; a list is
   *     taken while its signer is in use and ends with this use at the latest
   * @param maxAge how long after its making a list may be used, more than zero and at most {@link
   *     #MAX_AGE_LIMIT}; a list of the project's form has an end of its own besides
   * @return the vendor
   * @throws IllegalArgumentException if one of them has another form, there is no signer, or two
   *     have one key
   */
  public static BootKeyVendor of(
      String name, Form form, List<BootKeySigner> signers, Duration maxAge) {
    if (!Names.isName(name)) {
      throw new IllegalArgumentException("a vendor's name is " + Names.FORM);
    }
    if (!isMaxAge(maxAge)) {
      throw new IllegalArgumentException("a list's most age is more than 0 and not absurd");
    }
    return new BootKeyVendor(name, form, PinnedSigners.of(signers), maxAge);
  }

  static boolean isMaxAge(Duration age) {
    return age.compareTo(Duration.ZERO) > 0 && age.compareTo(MAX_AGE_LIMIT) <= 0;
  }

  /**
   * The vendor's name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Reads the first list, or one that a person wants to take whatever the current one says.
   *
   * @param list its bytes as they came
   * @param signature the armored signature
   * @param now the instant of the reading
   * @return the list, or why it is refused
   */
  public Reading<VendorList> read(byte[] list, byte[] signature, Instant now) {
    if (list.length > MAX_LIST_BYTES) {
      return refused("the list has more than " + MAX_LIST_BYTES + " bytes");
    }
    try {
      BootKeySigner signer = signers.require(form.namespace, list, signature, now);
      return read(content(StrictJson.read(list)), signer, list, now);
    } catch (SshException e) {
      return refused(e.detail());
    } catch (JsonException e) {
      return new Reading.Unreadable<>(e.line(), e.column(), e.detail());
    }
  }

  /**
   * Reads a list that shall take the place of the current one. It may not be older, and may not
   * have lost more than a tenth of the keys, or more than one of few.
   *
   * @param current the current list
   * @param list its bytes as they came
   * @param signature the armored signature
   * @param now the instant of the reading
   * @return the list, or why it is refused and the current one stays
   */
  public Reading<VendorList> update(
      VendorList current, byte[] list, byte[] signature, Instant now) {
    Reading<VendorList> reading = read(list, signature, now);
    if (reading instanceof Reading.Read<VendorList> read) {
      Optional<String> objection = read.value().objection(current);
      return objection.isPresent() ? refused(objection.get()) : reading;
    }
    return reading;
  }

  private ListContent content(JsonValue.Members root) throws JsonException {
    return switch (form) {
      case GRAPHENEOS -> ListContent.ofGrapheneOs(root, name);
      case PORTCULLIS -> ListContent.ofPortcullis(root, name);
    };
  }

  private Reading<VendorList> read(
      ListContent content, BootKeySigner signer, byte[] list, Instant now) {
    // differences, since not every instant has one that lies a duration later
    if (Duration.between(content.issued(), now).compareTo(CLOCK_SKEW.negated()) < 0) {
      return refused("the list was made at " + content.issued() + ", which is yet to come");
    }
    Instant expires =
        Collections.min(List.of(content.issued().plus(maxAge), content.expires(), signer.until()));
    if (!now.isBefore(expires)) {
      return refused("the list is not to be used from " + expires + " on");
    }
    return new Reading.Read<>(
        new VendorList(name, content.issued(), expires, Bytes.of(list).sha256(), content.keys()));
  }

  private static Reading<VendorList> refused(String detail) {
    return new Reading.Unreadable<>(0, 0, detail);
  }

  /** Names the vendor alone. */
  @Override
  public String toString() {
    return "BootKeyVendor[" + name + ", " + form + "]";
  }
}
