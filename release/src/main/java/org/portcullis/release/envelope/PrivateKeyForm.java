package org.portcullis.release.envelope;

/** A private key of one algorithm in this process's memory. */
interface PrivateKeyForm {
  PublicKeyForm publicKey();

  byte[] sign(byte[] message);
}
