package org.portcullis.attestation.key;

/**
 * A device identifier that a statement carries and that the parser doesn't hand out. It says that
 * the identifier is there and nothing else: the bytes are not kept, so that no result, log or fact
 * can show them. Whoever knows an identifier beforehand has it compared: {@link ExpectedDeviceIds}.
 */
public enum Withheld {
  /** The identifier is there, well formed, and not shown. */
  PRESENT
}
