package org.portcullis.attestation.key;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the provisioning server says in a remotely provisioned attestation certificate: a map that
 * grows, so that entries with unknown keys are kept. Its absence proves nothing, since not every
 * server wrote it.
 *
 * @see <a
 *     href="https://source.android.com/docs/security/features/keystore/attestation#provisioninginfo-extension">AOSP,
 *     key and ID attestation, provisioning information extension</a>
 */
public final class ProvisioningInfo {
  private final List<Entry> entries;
  private final @Nullable Long certificatesIssued;
  private final @Nullable String manufacturer;
  private final @Nullable String attestedEntity;

  ProvisioningInfo(
      List<Entry> entries,
      @Nullable Long certificatesIssued,
      @Nullable String manufacturer,
      @Nullable String attestedEntity) {
    this.entries = List.copyOf(entries);
    this.certificatesIssued = certificatesIssued;
    this.manufacturer = manufacturer;
    this.attestedEntity = attestedEntity;
  }

  /**
   * One entry of the map.
   *
   * @param key its key, any integer
   * @param cbor its value as it is encoded, one CBOR item
   */
  public record Entry(long key, Bytes cbor) {}

  /**
   * Key 1: how many certificates were issued to the device in the last 30 days. The server rounds
   * it; a number that is larger by orders of magnitude speaks of abuse.
   *
   * @return 0 or more, or empty if the key isn't there
   */
  public OptionalLong certificatesIssued() {
    return certificatesIssued == null ? OptionalLong.empty() : OptionalLong.of(certificatesIssued);
  }

  /**
   * Key 3: the name of the manufacturer.
   *
   * @return text of the server, or empty if the key isn't there
   */
  public Optional<String> manufacturer() {
    return Optional.ofNullable(manufacturer);
  }

  /**
   * Key 4: the entity that the server validated.
   *
   * @return {@code TEE}, {@code STRONG_BOX} or another text of the server, or empty if the key
   *     isn't there
   */
  public Optional<String> attestedEntity() {
    return Optional.ofNullable(attestedEntity);
  }

  /**
   * All entries, those with known keys among them.
   *
   * @return the entries in the order of the map
   */
  public List<Entry> entries() {
    return entries;
  }

  /** The named values follow from the entries. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ProvisioningInfo that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "ProvisioningInfo" + entries.stream().map(Entry::key).toList();
  }
}
