package org.portcullis.attestation.key;

/**
 * The statement of a device about a key: the content of the attestation extension.
 *
 * @param attestationVersion the version of the statement's schema: 1 to 4, or a hundredfold of the
 *     KeyMint version; higher ones are read by the newest known rules
 * @param attestationSecurityLevel where the statement was made
 * @param keyMintVersion the version of Keymaster or KeyMint
 * @param keyMintSecurityLevel where the key lives
 * @param challenge the challenge that the application handed in
 * @param hasUniqueId whether it has a unique id, which only an application with a privilege gets;
 *     the id itself identifies a device and is not kept
 * @param software what the operating system enforces or claims: forgeable with root
 * @param hardware what the secure hardware enforces; the only list that carries device integrity
 * @see <a href="https://source.android.com/docs/security/features/keystore/attestation">Key and ID
 *     attestation, schema</a>
 */
public record KeyDescription(
    int attestationVersion,
    SecurityLevel attestationSecurityLevel,
    int keyMintVersion,
    SecurityLevel keyMintSecurityLevel,
    Bytes challenge,
    boolean hasUniqueId,
    AuthorizationList software,
    AuthorizationList hardware) {

  /**
   * Reads a statement by itself: to look at what a stored or refused one claims. Whoever needs
   * evidence verifies the chain, {@link KeyAttestationVerifier}.
   *
   * @param der the content of the attestation extension's OCTET STRING; not kept
   * @return the statement and its oddities, or why it is none
   */
  public static StatementReading parseUnverified(byte[] der) {
    Oddities oddities = new Oddities();
    try {
      KeyDescription description = new StatementReader(0, oddities).read(der);
      return new StatementReading.Read(description, oddities.toList());
    } catch (Refusal refusal) {
      return new StatementReading.Unreadable(refusal.failure());
    }
  }

  /**
   * The level that the statement as a whole can claim.
   *
   * @return the weaker of its two levels
   */
  public SecurityLevel effectiveSecurityLevel() {
    return attestationSecurityLevel.isAtLeast(keyMintSecurityLevel)
        ? keyMintSecurityLevel
        : attestationSecurityLevel;
  }
}
