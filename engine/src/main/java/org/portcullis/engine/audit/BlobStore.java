package org.portcullis.engine.audit;

import java.io.IOException;
import java.util.Optional;
import org.portcullis.facts.Digest;

/**
 * A content-addressed store of what records name by digest, such as the parameters of a rule set.
 * What was put is never changed. Implementations are thread-safe.
 */
public interface BlobStore {
  /**
   * Stores some bytes, unless they are there already.
   *
   * @param content the bytes; not changed
   * @return their digest, once they are durable
   * @throws IOException if they could not be stored
   */
  Digest put(byte[] content) throws IOException;

  /**
   * Reads some bytes.
   *
   * @param digest their digest
   * @return exactly the bytes of that digest, or empty if they are not there
   * @throws IOException if they could not be read, or what is stored has another digest
   */
  Optional<byte[]> get(Digest digest) throws IOException;
}
