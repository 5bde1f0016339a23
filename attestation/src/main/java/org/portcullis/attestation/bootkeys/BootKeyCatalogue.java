package org.portcullis.attestation.bootkeys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.RootOfTrust;
import org.portcullis.attestation.key.SecurityLevel;
import org.portcullis.attestation.key.Sha256;

/**
 * The verified boot keys that a host takes for good: its own pins and what it took from vendors'
 * lists. Immutable and safe for use by many threads.
 */
public final class BootKeyCatalogue {
  /** A catalogue that permits no key. */
  public static final BootKeyCatalogue NONE = builder().build();

  private final Map<Sha256, List<BootKey>> byKey;

  private BootKeyCatalogue(List<BootKey> keys) {
    Map<Sha256, List<BootKey>> map = new HashMap<>();
    keys.forEach(key -> map.computeIfAbsent(key.key(), k -> new ArrayList<>()).add(key));
    byKey = map;
  }

  /**
   * A builder without keys.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Judges the key of a device whose model is known, because hardware attested it or because the
   * device was enrolled as it.
   *
   * @param model the model
   * @param level the level of the hardware that reports the key
   * @param root what it reports
   * @param at the instant of the judgement
   * @return what the catalogue says
   */
  public BootMatch match(String model, SecurityLevel level, RootOfTrust root, Instant at) {
    return judge(key -> key.isFor(model), level, root, at);
  }

  /**
   * Judges the key of a device whose model is not known, whatever models the entries are for: what
   * a device merely says of itself would prove nothing, and the key alone tells whose system it
   * runs. Use {@link #match} wherever there is a model.
   *
   * @param level the level of the hardware that reports the key
   * @param root what it reports
   * @param at the instant of the judgement
   * @return what the catalogue says
   */
  public BootMatch matchAnyModel(SecurityLevel level, RootOfTrust root, Instant at) {
    return judge(key -> true, level, root, at);
  }

  private BootMatch judge(
      Predicate<BootKey> isForModel, SecurityLevel level, RootOfTrust root, Instant at) {
    Bytes key = root.verifiedBootKey();
    if (key.isEmpty() || key.isAllZero()) {
      return new BootMatch.NotPermitted(BootMatch.Cause.NO_KEY);
    }
    if (!isChecked(root)) {
      return new BootMatch.NotPermitted(BootMatch.Cause.NOT_CHECKED);
    }
    List<BootKey> known =
        digest(key).map(digest -> byKey.getOrDefault(digest, List.of())).orElse(List.of());
    if (known.isEmpty()) {
      return new BootMatch.NotPermitted(BootMatch.Cause.KEY_UNKNOWN);
    }
    List<BootKey> own =
        known.stream().filter(k -> k.levels().contains(level)).filter(isForModel).toList();
    if (own.isEmpty()) {
      return new BootMatch.NotPermitted(BootMatch.Cause.OTHER_DEVICE);
    }
    if (own.stream().noneMatch(k -> k.isInUse(at))) {
      return new BootMatch.NotPermitted(BootMatch.Cause.NOT_IN_USE);
    }
    return own.stream()
        .map(k -> new Judged(k.isInUse(at), permitted(k, root.verifiedBootHash())))
        .filter(Judged::counts)
        .map(Judged::match)
        .max(Comparator.comparing(BootMatch.Permitted::build))
        .orElseThrow();
  }

  /** What one entry says; it permits while it is in use, but a withdrawal holds for ever. */
  private record Judged(boolean inUse, BootMatch.Permitted match) {
    boolean counts() {
      return inUse || match.build() == BootMatch.Build.WITHDRAWN;
    }
  }

  private static Optional<Sha256> digest(Bytes bytes) {
    return bytes.length() == Sha256.LENGTH && !bytes.isAllZero()
        ? Optional.of(new Sha256(bytes))
        : Optional.empty();
  }

  /** A key counts only where verified boot checked what it signed. */
  private static boolean isChecked(RootOfTrust root) {
    return switch (root.verifiedBootState()) {
      case VERIFIED, SELF_SIGNED -> true;
      case UNVERIFIED, FAILED, UNRECOGNIZED -> false;
    };
  }

  private static BootMatch.Permitted permitted(BootKey key, Bytes bootHash) {
    if (key.builds().isEmpty()) {
      return new BootMatch.Permitted(key.vendor(), BootMatch.Build.NOT_TRACKED, "");
    }
    Optional<Sha256> hash = digest(bootHash);
    if (hash.isEmpty()) {
      return new BootMatch.Permitted(key.vendor(), BootMatch.Build.NOT_STATED, "");
    }
    return key.builds().stream()
        .filter(build -> build.hash().equals(hash.get()))
        .max(Comparator.comparing(BootBuild::withdrawn))
        .map(
            build ->
                new BootMatch.Permitted(
                    key.vendor(),
                    build.withdrawn() ? BootMatch.Build.WITHDRAWN : BootMatch.Build.KNOWN,
                    build.name()))
        .orElseGet(() -> new BootMatch.Permitted(key.vendor(), BootMatch.Build.UNKNOWN, ""));
  }

  /**
   * The keys.
   *
   * @return the digests of all keys, in use or not
   */
  public Set<Sha256> keys() {
    return Set.copyOf(byKey.keySet());
  }

  /** Names the number of keys alone. */
  @Override
  public String toString() {
    return "BootKeyCatalogue[" + byKey.size() + "]";
  }

  /** Collects keys. */
  public static final class Builder {
    /** The vendor of a key that the host pins without naming one. */
    static final String HOST = "host";

    private final List<BootKey> keys = new ArrayList<>();

    private Builder() {}

    /**
     * Pins a key for a model, whichever hardware reports it, at any time.
     *
     * @param model the model
     * @param key the {@code verifiedBootKey} that hardware reports
     * @return this builder
     * @throws IllegalArgumentException as {@link BootKey} says
     */
    public Builder pin(String model, Sha256 key) {
      return pin(model, BootKey.HARDWARE, key);
    }

    /**
     * Pins a key for a model where one level of hardware reports it, at any time.
     *
     * @param model the model
     * @param level the level
     * @param key the {@code verifiedBootKey} that hardware reports
     * @return this builder
     * @throws IllegalArgumentException as {@link BootKey} says
     */
    public Builder pin(String model, SecurityLevel level, Sha256 key) {
      return pin(model, Set.of(level), key);
    }

    private Builder pin(String model, Set<SecurityLevel> levels, Sha256 key) {
      return add(
          new BootKey(HOST, Set.of(model), levels, key, Instant.MIN, Instant.MAX, List.of()));
    }

    /**
     * Adds an entry.
     *
     * @param key the entry
     * @return this builder
     */
    public Builder add(BootKey key) {
      keys.add(key);
      return this;
    }

    /**
     * Adds what a vendor's list has; no key of it counts after the list's end.
     *
     * @param list the list
     * @return this builder
     */
    public Builder add(VendorList list) {
      list.keys().forEach(this::add);
      return this;
    }

    /**
     * Builds the catalogue.
     *
     * @return the catalogue
     */
    public BootKeyCatalogue build() {
      return new BootKeyCatalogue(keys);
    }
  }
}
