package org.portcullis.facts;

/** Whose key signed the request. */
public enum RequestKey {
  /** Not established. */
  UNKNOWN,

  /** The key that stands in the enrollment. */
  ENROLLED,

  /** The key that this request's key attestation attests. */
  ATTESTED,

  /** Another key. */
  OTHER
}
