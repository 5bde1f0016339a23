package org.portcullis.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.engine.audit.ActivationRecord;
import org.portcullis.engine.audit.AuditLog;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRecord;
import org.portcullis.engine.audit.BlobStore;
import org.portcullis.engine.audit.DecisionRecord;
import org.portcullis.facts.Digest;

/** A log in memory that answers as it is told. */
final class MemoryLog implements AuditLog {
  final List<DecisionRecord> records = new ArrayList<>();
  final List<ActivationRecord> acts = new ArrayList<>();
  final Map<Digest, byte[]> blobs = new HashMap<>();
  Optional<AuditReceipt> answer = Optional.empty();
  boolean failing;
  boolean failingBlobs;
  long latest;

  @Override
  public synchronized AuditReceipt append(AuditRecord record) {
    if (failing) {
      throw new IllegalStateException("the log is broken");
    }
    if (record instanceof DecisionRecord decision) {
      records.add(decision);
    } else {
      acts.add((ActivationRecord) record);
    }
    AuditReceipt accepted =
        new AuditReceipt.Accepted(
            records.size() + acts.size() - 1,
            AuditReceipt.Acceptance.DURABLE,
            Digest.of(record.encode()));
    return answer.orElse(accepted);
  }

  @Override
  public State state() {
    return State.OPEN;
  }

  @Override
  public long latestMillis() {
    return latest;
  }

  @Override
  public BlobStore blobs() {
    return new BlobStore() {
      @Override
      public Digest put(byte[] content) throws IOException {
        if (failingBlobs) {
          throw new IOException("no space");
        }
        Digest digest = Digest.of(content);
        blobs.put(digest, content.clone());
        return digest;
      }

      @Override
      public Optional<byte[]> get(Digest digest) {
        return Optional.ofNullable(blobs.get(digest));
      }
    };
  }

  @Override
  public void close() {}
}
