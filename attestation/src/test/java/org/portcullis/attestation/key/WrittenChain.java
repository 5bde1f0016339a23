package org.portcullis.attestation.key;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The same chain in every form that a transport or tool may write it in. */
@SuppressWarnings("ImmutableEnumChecker") // each constant holds a function without state
enum WrittenChain {
  PEM(ChainForm.PEM, true, chain -> text(blocks(chain))),
  PEM_TOLD(ChainForm.PEM, true, chain -> text("subject: somebody\n" + blocks(chain) + "\nend\n")),
  DER(ChainForm.DER, true, WrittenChain::concatenated),
  BASE64_LINES(ChainForm.BASE64, true, chain -> text(lines(chain))),
  BASE64_WRAPPED_LINES(
      ChainForm.BASE64, true, chain -> text(lines(chain).replaceAll("(.{64})(?=.)", "$1\n"))),
  BASE64_ONE_TEXT(ChainForm.BASE64, true, chain -> text(base64(concatenated(chain)))),
  BASE64_ONE_TEXT_WRAPPED(
      ChainForm.BASE64,
      true,
      chain -> text(base64(concatenated(chain)).replaceAll("(.{70})", "$1\r\n") + "\n\n")),
  JSON_ARRAY(ChainForm.X5C, false, chain -> text(array(chain, Base64.getEncoder()))),
  JSON_ARRAY_OF_BASE64URL(
      ChainForm.X5C, false, chain -> text(array(chain, Base64.getUrlEncoder().withoutPadding()))),
  JSON_OBJECT(
      ChainForm.X5C,
      false,
      chain ->
          text(
              "{\r\n  \"alg\": -7, \"sig\": {\"x5c\": [1]},\r\n  \"x5c\": "
                  + array(chain, Base64.getEncoder())
                  + "\r\n}\r\n"));

  private final ChainForm form;
  private final boolean endless;
  private final Function<List<byte[]>, byte[]> writer;

  WrittenChain(ChainForm form, boolean endless, Function<List<byte[]>, byte[]> writer) {
    this.form = form;
    this.endless = endless;
    this.writer = writer;
  }

  ChainForm form() {
    return form;
  }

  /** Whether the form doesn't say that it is at its end, so that a shorter chain is whole too. */
  boolean isEndless() {
    return endless;
  }

  byte[] write(List<byte[]> certificates) {
    return writer.apply(certificates);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(byte[] der) {
    return Base64.getEncoder().encodeToString(der);
  }

  private static byte[] concatenated(List<byte[]> chain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    chain.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static String blocks(List<byte[]> chain) {
    return chain.stream()
        .map(
            der ->
                "-----BEGIN CERTIFICATE-----\n"
                    + base64(der).replaceAll("(.{64})", "$1\n")
                    + "\n-----END CERTIFICATE-----\n")
        .collect(Collectors.joining());
  }

  private static String lines(List<byte[]> chain) {
    return chain.stream().map(der -> base64(der) + "\n").collect(Collectors.joining());
  }

  private static String array(List<byte[]> chain, Base64.Encoder encoder) {
    return chain.stream()
        .map(der -> "\"" + encoder.encodeToString(der) + "\"")
        .collect(Collectors.joining(",\n ", "[", "]"));
  }
}
