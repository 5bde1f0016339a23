package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.portcullis.facts.codec.MalformedCborException;

/** Any bytes give an evaluation of exactly these bytes, or the place of the mistake. */
final class EvaluationCodecFuzz {
  @FuzzTest(maxDuration = "30s")
  void decode_anyBytes_isCanonicalOrMalformed(byte[] encoded) {
    try {
      assertThat(EvaluationCodec.decode(encoded).canonical()).isEqualTo(encoded);
    } catch (MalformedCborException e) {
      assertThat(e.offset()).isNotNegative();
    }
  }
}
