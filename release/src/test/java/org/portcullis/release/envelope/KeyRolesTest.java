package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portcullis.release.json.Reading;

final class KeyRolesTest {
  private static final String ALICE = key("alice", Keys.any(0).key().base64());
  private static final String BOB = key("bob", Keys.any(1).key().base64());

  private static String key(String name, String spki) {
    return "{\"name\":\"" + name + "\",\"spki\":\"" + spki + "\"}";
  }

  private static String file(String name, String threshold, String... keys) {
    return "{\"format\":1,\"roles\":{\""
        + name
        + "\":{\"threshold\":"
        + threshold
        + ",\"keys\":["
        + String.join(",", keys)
        + "]}}}";
  }

  private static Reading<KeyRoles> read(String json) {
    return KeyRoles.read("keys.json", Keys.utf8(json));
  }

  private static List<String> errors(String json) {
    return Keys.errors(read(json));
  }

  @Test
  void read_rolesWithKeys_areThere() {
    String json =
        """
        {
          "format": 1,
          "roles": {
            "policy": { "threshold": 2, "keys": [%s, %s] },
            "activation": { "threshold": 1, "keys": [{ "spki": "%s" }] }
          }
        }
        """
            .formatted(ALICE, BOB, Keys.any(0).key().base64());
    KeyRoles roles = Keys.parsed(read(json));
    assertThat(roles.names()).containsExactly("activation", "policy");
    assertThat(roles.role("policy"))
        .contains(
            new KeyRole(
                "policy",
                2,
                List.of(Keys.named(Keys.any(0), "alice"), Keys.named(Keys.any(1), "bob"))));
    assertThat(roles.role("activation"))
        .contains(
            new KeyRole(
                "activation", 1, List.of(new RoleKey(Keys.any(0).key(), Optional.empty()))));
    assertThat(roles.role("polcy")).isEmpty();
    assertThat(roles).hasToString("KeyRoles{activation=1 of 1, policy=2 of 2}");
    assertThat(roles).isEqualTo(Keys.parsed(read(json))).hasSameHashCodeAs(Keys.parsed(read(json)));
  }

  @Test
  void read_badThreshold_isRefused() {
    for (String bad : List.of("true", "1.0", "0", "-1", "\"1\"", "null", "33", "[1]", "1e0")) {
      assertThat(errors(file("policy", bad, ALICE, BOB)))
          .as(bad)
          .anyMatch(error -> error.startsWith("keys.json:1:44: error "));
    }
    assertThat(errors(file("policy", "0", ALICE)))
        .containsExactly("keys.json:1:44: error bad-value: `threshold` must be 1 to 32");
    assertThat(errors(file("policy", "3", ALICE, BOB)))
        .containsExactly(
            "keys.json:1:44: error unreachable-threshold: `threshold` is 3, but the role has 2 keys");
  }

  @Test
  void read_oneKeyUnderTwoNames_isRefused() {
    String compressed =
        "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACvxIpSM6gYGOr572wDZm5ooBwisHjUgtUYRbNj20nUAU=";
    String pem =
        "-----BEGIN PUBLIC KEY-----\\r\\n"
            + "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvxIpSM6gYGOr572wDZm5ooBwisHj\\r\\n"
            + "UgtUYRbNj20nUAXoaoqsL9ROo6ShB89Y3jktRRAefjaBesIeh9sQiOEIxg==\\r\\n"
            + "-----END PUBLIC KEY-----\\r\\n";
    for (String threshold : List.of("1", "2")) {
      assertThat(errors(file("policy", threshold, key("carol", compressed), key("dave", pem))))
          .singleElement()
          .asString()
          .contains(
              "error duplicate-key: the key of `dave` stands here twice, before it as `carol`");
    }
    assertThat(errors(file("policy", "1", ALICE, ALICE))).hasSize(1);
  }

  @Test
  void read_oneNameForTwoKeys_isRefused() {
    assertThat(errors(file("policy", "1", ALICE, BOB.replace("bob", "alice"))))
        .singleElement()
        .asString()
        .endsWith("error duplicate-name: `alice` is the name of another key");
  }

  @Test
  void read_badRoleNames_areRefused() {
    for (String bad :
        List.of(
            "",
            "..",
            "../evil",
            "/evil",
            "a/b",
            "a\\u0000b",
            "röle",
            "Policy",
            "1a",
            "a_b",
            "a".repeat(65))) {
      assertThat(errors(file(bad, "1", ALICE)))
          .as(bad)
          .singleElement()
          .asString()
          .contains("keys.json:1:22: error bad-name: ", "is no name of a role");
    }
    assertThat(errors(file("a-1" + "b".repeat(61), "1", ALICE))).isEmpty();
  }

  @Test
  void read_badKeyNames_areRefused() {
    for (String bad : List.of("", " a", "a b", "é", "a@b", "-a", "a".repeat(65))) {
      assertThat(errors(file("policy", "1", key(bad, Keys.any(0).key().base64()))))
          .as(bad)
          .singleElement()
          .asString()
          .contains("error bad-name: `name` must be 1 to 64 letters and digits");
    }
    assertThat(errors(file("policy", "1", key("A.b-c_9", Keys.any(0).key().base64())))).isEmpty();
  }

  @Test
  void read_badKeys_areRefusedWithCause() {
    assertThat(errors(file("policy", "1", key("alice", "AAA"))))
        .containsExactly(
            "keys.json:1:77: error bad-key: `spki` is no key: not base64 with its padding");
    assertThat(errors(file("policy", "2", key("alice", "AAAA"), BOB)))
        .singleElement()
        .asString()
        .contains("bad-key: `spki` is no key: the public key is cut off");
  }

  @Test
  void read_misspeltMembers_areRefusedWithSuggestion() {
    assertThat(errors("{\"format\":1,\"role\":{}}"))
        .containsExactly(
            "keys.json:1:1: error missing-member: `roles` is missing",
            "keys.json:1:13: error unknown-member: unknown member `role`; did you mean `roles`?");
    assertThat(errors(file("policy", "1", ALICE.replace("name", "nmae"))))
        .containsExactly(
            "keys.json:1:55: error unknown-member: unknown member `nmae`; did you mean `name`?");
    assertThat(errors(file("policy", "1", ALICE).replace("threshold", "treshold")))
        .anyMatch(error -> error.endsWith("did you mean `threshold`?"));
  }

  @Test
  void read_wrongShapes_areRefused() {
    assertThat(errors("{\"format\":2,\"roles\":{}}")).hasSize(2);
    assertThat(errors("{\"format\":1,\"roles\":[]}")).hasSize(1);
    assertThat(errors("{\"format\":1,\"roles\":{\"policy\":1}}"))
        .containsExactly(
            "keys.json:1:31: error wrong-type: a role must be an object, not a whole number");
    assertThat(errors(file("policy", "1", "1")))
        .containsExactly(
            "keys.json:1:54: error wrong-type: a key must be an object, not a whole number");
    assertThat(errors(file("policy", "1")))
        .containsExactly("keys.json:1:53: error bad-value: `keys` must hold 1 to 32 keys");
    assertThat(errors("")).hasSize(1);
  }

  @Test
  void read_roleTwice_isRefused() {
    String role = "\"policy\":{\"threshold\":1,\"keys\":[" + ALICE + "]}";
    assertThat(errors("{\"format\":1,\"roles\":{" + role + "," + role + "}}"))
        .singleElement()
        .asString()
        .contains("duplicate-member: `policy` stands here twice");
  }

  @Test
  void read_atTheLimits_isReadAndBeyondRefused() {
    assertThat(errors(file("policy", "32", keys(32)))).isEmpty();
    assertThat(errors(file("policy", "32", keys(33))))
        .containsExactly("keys.json:1:54: error bad-value: `keys` must hold 1 to 32 keys");
    assertThat(errors(roles(64))).isEmpty();
    assertThat(errors(roles(65)))
        .containsExactly("keys.json:1:21: error bad-value: `roles` must hold 1 to 64 roles");
  }

  private static String[] keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> key("k" + i, Keys.any(i).key().base64()))
        .toArray(String[]::new);
  }

  private static String roles(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"r" + i + "\":{\"threshold\":1,\"keys\":[" + ALICE + "]}")
        .collect(Collectors.joining(",", "{\"format\":1,\"roles\":{", "}}"));
  }

  @Test
  void create_badRoles_areRefused() {
    RoleKey key = Keys.named(Keys.any(0), "k");
    RoleKey sameKey = new RoleKey(Keys.any(0).key(), Optional.empty());
    RoleKey sameName = Keys.named(Keys.any(1), "k");
    refused(() -> new KeyRole("policy", 0, List.of(key)));
    refused(() -> new KeyRole("policy", 2, List.of(key)));
    refused(() -> new KeyRole("policy", 1, List.of()));
    refused(() -> new KeyRole("policy", 1, List.of(key, sameKey)));
    refused(() -> new KeyRole("policy", 1, List.of(key, sameName)));
    refused(() -> new KeyRole("../policy", 1, List.of(key)));
    refused(() -> Keys.role(1, 33));
    refused(() -> new RoleKey(key.key(), Optional.of("a b")));
    refused(() -> new KeyRoles(List.of()));
    refused(() -> new KeyRoles(Collections.nCopies(2, Keys.role(1, 1))));
  }

  private static void refused(Runnable creation) {
    assertThatThrownBy(creation::run).isInstanceOf(IllegalArgumentException.class);
  }
}
