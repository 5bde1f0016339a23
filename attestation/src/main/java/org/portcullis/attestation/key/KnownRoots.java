package org.portcullis.attestation.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DistinguishedName;
import org.portcullis.attestation.key.internal.SubjectKey;

/** The roots that this module knows, read once from its own data. */
final class KnownRoots {
  /** What a known root may be used for. */
  enum Use {
    /** An anchor. */
    TRUSTED,
    /** Never trusted: there is no hardware behind it. */
    SOFTWARE,
    /** Never trusted: made for something else. */
    NOT_PERMITTED
  }

  /**
   * A root that is never trusted.
   *
   * @param name its name
   * @param use why it is known
   * @param digest the SHA-256 of its SubjectPublicKeyInfo
   * @param subjects its subject, or none
   */
  record Untrusted(String name, Use use, Sha256 digest, List<DistinguishedName> subjects) {}

  private static final String RESOURCE = "known-roots.properties";
  private static final KnownRoots INSTANCE = load();

  private static final String SUSPECT = "remote-suspect-after";

  private final List<TrustAnchor> trusted = new ArrayList<>();
  private final Map<Sha256, Instant> remoteSuspectAfter = new HashMap<>();
  private final List<Untrusted> untrusted = new ArrayList<>();

  private KnownRoots(Properties data) throws DerException {
    Set<String> names = new TreeSet<>();
    for (String key : data.stringPropertyNames()) {
      names.add(key.substring(0, key.indexOf('.')));
    }
    for (String name : names) {
      add(name, data);
    }
  }

  static List<TrustAnchor> trusted() {
    return List.copyOf(INSTANCE.trusted);
  }

  static Optional<Untrusted> untrusted(Sha256 digest) {
    return INSTANCE.untrusted.stream().filter(root -> root.digest.equals(digest)).findFirst();
  }

  static Optional<Untrusted> untrusted(DistinguishedName issuer) {
    return INSTANCE.untrusted.stream().filter(r -> r.subjects.contains(issuer)).findFirst();
  }

  /** The key of a known root, trusted or not. */
  static Optional<Sha256> byName(String name) {
    return INSTANCE.trusted.stream()
        .filter(root -> root.name().equals(name))
        .map(TrustAnchor::digest)
        .findFirst()
        .or(
            () ->
                INSTANCE.untrusted.stream()
                    .filter(root -> root.name().equals(name))
                    .map(Untrusted::digest)
                    .findFirst());
  }

  /** The instant after which no device is provisioned remotely under a root any more. */
  static Optional<Instant> remoteSuspectAfter(Sha256 digest) {
    return Optional.ofNullable(INSTANCE.remoteSuspectAfter.get(digest));
  }

  private static KnownRoots load() {
    try (InputStream data = KnownRoots.class.getResourceAsStream(RESOURCE)) {
      if (data == null) {
        throw new IllegalStateException("the module's resource `" + RESOURCE + "` is missing");
      }
      Properties properties = new Properties();
      properties.load(data);
      return new KnownRoots(properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DerException e) {
      throw new IllegalStateException("the module's resource `" + RESOURCE + "` is damaged", e);
    }
  }

  private void add(String name, Properties data) throws DerException {
    Use use = Use.valueOf(value(data, name, "use"));
    Sha256 digest = Sha256.ofHex(value(data, name, "spki-sha256"));
    List<DistinguishedName> subjects = new ArrayList<>(1);
    if (data.containsKey(name + ".subject")) {
      subjects.add(DistinguishedName.ofDer(decode(value(data, name, "subject"))));
    }
    if (use != Use.TRUSTED) {
      untrusted.add(new Untrusted(name, use, digest, List.copyOf(subjects)));
      return;
    }
    byte[] spki = decode(value(data, name, "spki"));
    if (!Sha256.over(spki).equals(digest)) {
      throw new IllegalStateException("the key of root `" + name + "` is damaged");
    }
    Set<Provisioning> permitted = EnumSet.noneOf(Provisioning.class);
    Arrays.stream(value(data, name, "provisioning").split(",", -1))
        .map(Provisioning::valueOf)
        .forEach(permitted::add);
    AnchorTerms terms =
        AnchorTerms.anyForm().withProvisioning(permitted.toArray(Provisioning[]::new));
    trusted.add(new TrustAnchor(name, SubjectKey.ofDer(spki), digest, subjects, terms));
    if (data.containsKey(name + "." + SUSPECT)) {
      remoteSuspectAfter.put(digest, Instant.parse(value(data, name, SUSPECT)));
    }
  }

  private static String value(Properties data, String name, String key) {
    String value = data.getProperty(name + "." + key);
    if (value == null) {
      throw new IllegalStateException("root `" + name + "` has no `" + key + "`");
    }
    return value;
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
