package org.portcullis.attestation.key;

import java.util.Optional;

/**
 * The statements of a chain.
 *
 * @param leaf the statement about the attested key
 * @param attestKey the statement about the attest key that vouches for it, if one does
 */
record ChainStatements(KeyDescription leaf, Optional<KeyDescription> attestKey) {}
