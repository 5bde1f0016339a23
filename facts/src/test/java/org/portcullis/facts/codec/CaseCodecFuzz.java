package org.portcullis.facts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class CaseCodecFuzz {
  @FuzzTest(maxDuration = "20s")
  void decode_anyBytes_isRefusedOrCanonical(byte[] bytes) {
    if (CaseCodec.decode(bytes) instanceof CaseDecoding.Decoded decoded) {
      assertThat(CaseCodec.encode(decoded.value())).isEqualTo(bytes);
    }
  }
}
