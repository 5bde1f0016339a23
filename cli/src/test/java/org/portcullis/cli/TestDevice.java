package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A synthetic device in a folder, and the command lines about it. */
record TestDevice(Path folder) {
  static final Path EXAMPLES = Run.repository().resolve("examples");
  static final Path RULES = EXAMPLES.resolve("vendor-phone").resolve("rules");

  static TestDevice in(Path folder, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("fixture", "device", "--out", folder.toString(), "--at", Run.AT));
    arguments.addAll(List.of(options));
    Run run = Run.in(folder, arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return new TestDevice(folder);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Run attest(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("attest", "chain.pem", "--anchors", "anchor.pem", "--at", Run.AT));
    arguments.addAll(List.of(more));
    return Run.in(folder, arguments.toArray(String[]::new));
  }

  Run decide(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "decide",
                "--check-in=check-in.json",
                "--rules=" + RULES,
                "--boot-keys=boot-keys.json",
                "--anchors=anchor.pem",
                "--status-list=status-list.json",
                "--audit=audit",
                "--at=" + Run.AT));
    for (String option : more) {
      String name = option.substring(0, option.indexOf('=') + 1);
      arguments.removeIf(known -> !name.isEmpty() && known.startsWith(name));
      arguments.add(option);
    }
    return Run.in(folder, arguments.toArray(String[]::new));
  }

  /** Replaces a text in one of its files; the text must be there. */
  TestDevice edit(String name, String from, String to) {
    String content = Run.read(file(name));
    assertThat(content).contains(from);
    Run.write(file(name), content.replace(from, to));
    return this;
  }

  /** Its anchor as JSON, under a name and with a status list of the same name. */
  String ownAnchors(String name) {
    String base64 =
        Run.read(file("anchor.pem"))
            .replaceAll("-----(BEGIN|END) CERTIFICATE-----", "")
            .replaceAll("\\s", "");
    return "{\"anchors\":[{\"name\":\"NAME\",\"certificate\":\"BASE64\",\"statusList\":\"NAME\"}]}"
        .replace("NAME", name)
        .replace("BASE64", base64);
  }
}
