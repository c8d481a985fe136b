/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The detached OpenPGP signatures beside files, with the suffix {@code .asc}: of all files or, before the release is signed, of none. */
final class Signatures {

    private static final String SUFFIX = ".asc";
    private static final String BEGINNING = "-----BEGIN PGP SIGNATURE-----";

    private Signatures() {}

    static boolean isOne(Path file) {
        return file.toString().endsWith(SUFFIX);
    }

    /** The signatures that are there. */
    static List<Path> of(Staging staging) throws IOException {
        return staging.files().stream().filter(Signatures::isOne).toList();
    }

    /** Which of them are missing, if one is there, and which are none. */
    static List<String> problems(Staging staging) throws IOException {
        List<String> problems = new ArrayList<>();
        if (of(staging).isEmpty()) {
            return problems;
        }
        for (StagedArtifact artifact : staging.artifacts()) {
            for (Path file : artifact.published()) {
                Path signature = file.resolveSibling(file.getFileName() + SUFFIX);
                if (!Files.exists(signature)) {
                    problems.add(signature.getFileName() + " is missing: sign everything, or nothing");
                } else if (!Files.readString(signature).startsWith(BEGINNING)) {
                    problems.add(signature.getFileName() + " is not an ASCII-armoured signature");
                }
            }
        }
        return problems;
    }
}
