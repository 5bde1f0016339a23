package org.portcullis.facts;

/** The standing of the device's enrollment. */
public enum EnrollmentStatus {
  /** No enrollment was found. */
  UNKNOWN,

  /** Enrolled and in good standing. */
  ACTIVE,

  /** Set aside for the time being. */
  SUSPENDED,

  /** Ended for cause; never offered anything. */
  REVOKED,

  /** Ended without cause, as by its owner. */
  RETIRED
}
