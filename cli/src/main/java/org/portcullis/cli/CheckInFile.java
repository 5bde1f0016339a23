package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.engine.enrollment.Enrollment;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.facts.RequestFacts;
import org.portcullis.facts.RolloutFacts;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.TransportFacts;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.harness.CaseJson;

/**
 * A check-in as a file states it; the README of this module describes its members.
 *
 * @param attestation the chain and its challenge, or empty if the device sent none
 * @param enrollment what the server knows of the device, or empty if it is not enrolled
 * @param channel the channel that the device asks in
 * @param device what the device says of itself
 * @param release what is to be offered
 * @param transport what the host verified of the connection
 * @param request what the host verified of the request
 * @param integrity what the host verified of an integrity token
 * @param rollout where the rollout stands
 */
record CheckInFile(
    Optional<Attestation> attestation,
    Optional<Enrollment> enrollment,
    String channel,
    DeviceFacts device,
    ReleaseFacts release,
    TransportFacts transport,
    RequestFacts request,
    IntegrityFacts integrity,
    RolloutFacts rollout) {

  /**
   * A chain and its challenge.
   *
   * @param chain the chain's file, relative to the check-in
   * @param challenge the challenge that the server issued
   */
  record Attestation(Path chain, Bytes challenge) {}

  static Reading<CheckInFile> read(String file, byte[] content) {
    return JsonInput.read(
        file, content, (object, problems) -> new Parser(object, problems).parse());
  }

  /** Takes one object apart. */
  private static final class Parser {
    private final ObjectReader reader;
    private final Problems problems;

    Parser(JsonObject object, Problems problems) {
      this.reader = new ObjectReader(object, problems);
      this.problems = problems;
    }

    Optional<CheckInFile> parse() {
      Optional<Attestation> attestation = attestation();
      Optional<Enrollment> enrollment = reader.object("enrollment").flatMap(this::enrollment);
      Optional<String> channel =
          JsonInput.text(reader, problems, "channel", text -> Identifiers.check("channel", text));
      Optional<DeviceFacts> device = facts("device", DeviceFacts.class);
      Optional<ReleaseFacts> release = facts("release", ReleaseFacts.class);
      Optional<TransportFacts> transport = facts("transport", TransportFacts.class);
      Optional<RequestFacts> request = facts("request", RequestFacts.class);
      Optional<IntegrityFacts> integrity =
          reader.has("integrity")
              ? facts("integrity", IntegrityFacts.class)
              : Optional.of(IntegrityFacts.absent());
      Optional<RolloutFacts> rollout = facts("rollout", RolloutFacts.class);
      reader.finish();
      if (!problems.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new CheckInFile(
              attestation,
              enrollment,
              channel.orElseThrow(),
              device.orElseThrow(),
              release.orElseThrow(),
              transport.orElseThrow(),
              request.orElseThrow(),
              integrity.orElseThrow(),
              rollout.orElseThrow()));
    }

    /** A device that sent no chain has no challenge either; one without the other is an error. */
    private Optional<Attestation> attestation() {
      if (!reader.has("chain") && !reader.has("challenge")) {
        return Optional.empty();
      }
      Optional<Path> chain = JsonInput.text(reader, problems, "chain", Converters::path);
      Optional<Bytes> challenge =
          JsonInput.text(reader, problems, "challenge", Converters::challenge);
      return chain.flatMap(file -> challenge.map(bytes -> new Attestation(file, bytes)));
    }

    /** {@code {"status": "UNKNOWN"}} is a device that is not enrolled. */
    private Optional<Enrollment> enrollment(JsonObject object) {
      return new EnrollmentReader(object, problems).read();
    }

    private <T extends Record> Optional<T> facts(String name, Class<T> type) {
      Optional<T> facts =
          reader
              .object(name)
              .flatMap(object -> CaseJson.readRecord(typeOf(name), object, problems))
              .map(type::cast);
      reader.object(name).ifPresent(object -> refuseForeignSource(name, object));
      return facts;
    }

    /** What a check-in file states, the host states. */
    private void refuseForeignSource(String name, JsonObject object) {
      JsonValue.Member source = object.members().get("source");
      if (source != null
          && source.value() instanceof JsonText text
          && text.value().equals(SignalSource.PORTCULLIS.name())) {
        problems.error(
            text.position(), "bad-value", "`" + name + "` is asserted by the host: give `HOST`");
      }
    }

    private static RecordType typeOf(String name) {
      Field field =
          Vocabulary.root().fields().stream()
              .filter(candidate -> candidate.name().equals(name))
              .findFirst()
              .orElseThrow();
      return ((FieldType.NestedType) field.type()).type();
    }
  }

  /** Reads what the server knows of the device. */
  private static final class EnrollmentReader {
    private final ObjectReader reader;
    private final Problems problems;

    EnrollmentReader(JsonObject object, Problems problems) {
      this.reader = new ObjectReader(object, problems);
      this.problems = problems;
    }

    Optional<Enrollment> read() {
      Optional<EnrollmentStatus> status =
          JsonInput.text(reader, problems, "status", EnrollmentReader::status);
      if (status.isEmpty() || status.get() == EnrollmentStatus.UNKNOWN) {
        status.ifPresent(known -> reader.finish());
        return Optional.empty();
      }
      Optional<Instant> enrolledAt =
          JsonInput.text(reader, problems, "enrolledAt", Converters::instant);
      Optional<String> product =
          JsonInput.text(reader, problems, "product", text -> Identifiers.check("product", text));
      Optional<Set<String>> channels = reader.array("channels").map(this::channels);
      Optional<Long> sequence = reader.number("sequenceFloor", 0, Long.MAX_VALUE);
      Optional<Long> rollbackIndex = reader.number("rollbackIndexFloor", 0, Long.MAX_VALUE);
      Optional<Long> osPatch = reader.number("osPatchFloor", 0, 999912);
      reader.finish();
      if (!problems.isEmpty()) {
        return Optional.empty();
      }
      try {
        Enrollment.Floors floors =
            new Enrollment.Floors(
                sequence.orElseThrow(),
                rollbackIndex.orElseThrow(),
                Math.toIntExact(osPatch.orElseThrow()));
        return Optional.of(
            new Enrollment(
                status.get(),
                enrolledAt.orElseThrow(),
                product.orElseThrow(),
                channels.orElseThrow(),
                floors));
      } catch (IllegalArgumentException e) {
        problems.error(
            reader.position("osPatchFloor"), "bad-value", String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    private static EnrollmentStatus status(String text) {
      return Vocabulary.enumType(EnrollmentStatus.class.getSimpleName())
          .orElseThrow()
          .constant(text)
          .map(EnrollmentStatus.class::cast)
          .orElseThrow(
              () -> new Complaint("`" + Texts.printable(text) + "` is no enrollment status"));
    }

    private Set<String> channels(JsonValue.JsonArray array) {
      Set<String> channels = new LinkedHashSet<>();
      for (JsonValue item : array.items()) {
        if (item instanceof JsonText text && Identifiers.isIdentifier(text.value())) {
          channels.add(text.value());
        } else {
          problems.error(item.position(), "bad-value", "a channel is an identifier");
        }
      }
      return channels;
    }
  }
}
