/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Source files that only a test has.
 *
 * @param texts of the files, each with a package and a public type
 */
public record JavaSources(List<String> texts) {

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("^public (?:final )?(?:class|interface|record) (\\w+)", Pattern.MULTILINE);

    /**
     * Compiles them, without a warning.
     *
     * @param directory an empty one
     * @return where the classes are
     */
    public Path compile(Path directory) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<Path> sources = write(directory.resolve("java"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(complaints, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-Xlint:all,-classfile,-path",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString());
            boolean compiled = compiler.getTask(
                            null, files, complaints, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(complaints.getDiagnostics())
                    .extracting(Diagnostic::toString)
                    .isEmpty();
            assertThat(compiled).isTrue();
        }
        return classes;
    }

    /**
     * Writes each of them where its package says.
     *
     * @param directory for the packages' folders
     * @return the files
     */
    public List<Path> write(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String text : texts) {
            Path folder = directory.resolve(first(PACKAGE, text).replace('.', '/'));
            files.add(Files.writeString(Files.createDirectories(folder).resolve(first(TYPE, text) + ".java"), text));
        }
        return files;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }
}
