/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code mvn -Prelease} runs last: checks the staged artifacts, and packs them. */
public final class Release {

    private Release() {}

    /**
     * {@code STAGING VERSION BUNDLE ARTIFACT...}: the directory with the staged artifacts, their version, the file to write, and the
     * artifacts that a release consists of.
     *
     * @throws IllegalStateException if Maven Central would refuse the bundle; its message has every reason
     */
    public static void main(String... arguments) throws IOException {
        List<String> given = List.of(arguments);
        Staging staging = new Staging(Path.of(given.get(0)), given.get(1));
        List<String> expected = given.subList(3, given.size());
        List<String> problems = new ArrayList<>(staging.differences(expected));
        for (StagedArtifact artifact : staging.artifacts()) {
            problems.addAll(Requirements.problems(artifact));
        }
        problems.addAll(Signatures.problems(staging));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "Maven Central would refuse this release:\n  - " + String.join("\n  - ", problems));
        }
        Path bundle = Path.of(given.get(2));
        Bundle.write(staging, bundle);
        System.out.println(bundle + ": " + expected.size() + " artifacts, "
                + staging.files().size() + " files, "
                + (Signatures.of(staging).isEmpty()
                        ? "not signed, which Maven Central asks for: -Prelease,sign"
                        : "signed"));
    }
}
