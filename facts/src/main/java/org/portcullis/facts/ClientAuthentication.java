package org.portcullis.facts;

/** How the client of the transport channel proved itself. */
public enum ClientAuthentication {
  /** It did not. */
  NONE,

  /** By a client certificate that is the enrolled one. */
  CERTIFICATE_MATCHED,

  /** By a client certificate that is not the enrolled one. */
  CERTIFICATE_UNMATCHED,

  /** By a bearer or channel-bound token that the host accepted. */
  TOKEN
}
