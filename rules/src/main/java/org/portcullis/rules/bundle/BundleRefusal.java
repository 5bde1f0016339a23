package org.portcullis.rules.bundle;

/** Why a signed bundle must not be used, in the order in which it is looked at. */
public enum BundleRefusal {
  /** There are no signatures. */
  UNSIGNED,

  /** {@code signatures.json} is no envelope. */
  MALFORMED_ENVELOPE,

  /** The envelope holds something else than the manifest of a rule set. */
  WRONG_PAYLOAD_TYPE,

  /** No signature is by a key of the role over this manifest: forged, or changed after signing. */
  SIGNATURES_INVALID,

  /** Too few distinct keys signed, for the role or for what the bundle itself requires. */
  THRESHOLD_NOT_MET,

  /** {@code ruleset.json} is not what was signed. */
  MANIFEST_DIFFERS,

  /** The folder, or a file that the manifest lists, is not there or can't be read. */
  FILE_MISSING,

  /** A file has another content than the manifest lists. */
  FILE_CHANGED,

  /** Something lies in the folder that the manifest doesn't list. */
  FILE_UNLISTED,

  /** It was written for another vocabulary than this library's. */
  WRONG_VOCABULARY,

  /** It was written for other semantics than this library's. */
  WRONG_SEMANTICS,

  /** What was signed is no shipped manifest of a rule set. */
  MALFORMED_MANIFEST,

  /** It is not valid yet. */
  NOT_YET_VALID,

  /** It is no longer valid. */
  EXPIRED,

  /** The rules, or the values of a preset, are refused by the check. */
  REFUSED_RULES
}
