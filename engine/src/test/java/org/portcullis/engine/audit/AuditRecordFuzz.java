package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AuditRecordFuzz {
  @FuzzTest(maxDuration = "20s")
  void decode_anyBytes_isARecordOfExactlyTheseBytesOrRefused(byte[] entry) {
    if (AuditRecord.decode(entry) instanceof RecordDecoding.Decoded decoded) {
      assertThat(decoded.value().encode()).isEqualTo(entry);
      assertThat(RecordParser.readTime(entry)).hasValue(decoded.value().timeMillis());
    }
  }
}
