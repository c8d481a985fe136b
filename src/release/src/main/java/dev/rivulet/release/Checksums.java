/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files beside a file that have its digest, in hexadecimal digits. Maven Central asks for both. */
final class Checksums {

    private static final SortedMap<String, String> ALGORITHMS = new TreeMap<>(Map.of(".md5", "MD5", ".sha1", "SHA-1"));

    private Checksums() {}

    static boolean isOne(Path file) {
        return ALGORITHMS.keySet().stream().anyMatch(file.toString()::endsWith);
    }

    /** Which of them are missing or wrong. */
    static List<String> problems(Path file) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, String> algorithm : ALGORITHMS.entrySet()) {
            Path checksum = file.resolveSibling(file.getFileName() + algorithm.getKey());
            if (!Files.exists(checksum)) {
                problems.add(checksum.getFileName() + " is missing");
            } else if (!Files.readString(checksum).strip().equals(digest(algorithm.getValue(), file))) {
                problems.add(checksum.getFileName() + " is not the checksum of " + file.getFileName());
            }
        }
        return problems;
    }

    private static String digest(String algorithm, Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
