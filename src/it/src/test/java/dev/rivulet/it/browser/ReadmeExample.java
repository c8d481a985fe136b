/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.FileAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The application that the README shows.
 *
 * @param sources of its classes
 * @param page its {@code index.html}
 * @param form what the README's request posts
 * @param path where it posts that, without a leading slash
 */
record ReadmeExample(List<String> sources, String page, String form, String path) {

    private static final String SECTION = "## In five minutes";
    private static final Pattern REQUEST =
            Pattern.compile("^ {4}curl -d (\\S+) -d (\\S+) http://localhost:8080/(\\S+)$", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^public (?:class|interface|record) (\\w+)", Pattern.MULTILINE);

    /** Takes it out of the README at the repository's root. */
    static ReadmeExample read() throws IOException {
        String readme = Files.readString(
                Path.of(System.getProperty("basedir"), "..", "..", "README.md").normalize());
        String section = first(Pattern.compile(Pattern.quote(SECTION) + "\n(.*?)(?=\n## |\\z)", Pattern.DOTALL), readme)
                .group(1);
        MatchResult request = first(REQUEST, section);
        List<String> pages = blocks(section, "html");
        assertThat(pages).hasSize(1);
        return new ReadmeExample(
                blocks(section, "java"), pages.get(0), request.group(1) + '&' + request.group(2), request.group(3));
    }

    /** Compiles the classes and packs them, the page and Rivulet into a WAR; needs an empty directory. */
    WebArchive war(Path directory) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        compile(write(directory.resolve("java")), classes);
        WebArchive war = ShrinkWrap.create(WebArchive.class, "readme.war")
                .addAsLibrary(new File(System.getProperty("rivulet.server.jar")))
                .addAsWebResource(new StringAsset(page), "index.html");
        try (var files = Files.walk(classes)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> war.addAsResource(
                            new FileAsset(file.toFile()),
                            classes.relativize(file).toString()));
        }
        return war;
    }

    private List<Path> write(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Path folder = directory.resolve(first(PACKAGE, source).group(1).replace('.', '/'));
            String name = first(TYPE, source).group(1) + ".java";
            files.add(Files.writeString(Files.createDirectories(folder).resolve(name), source));
        }
        return files;
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
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
    }

    private static List<String> blocks(String markdown, String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(markdown)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static MatchResult first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.toMatchResult();
    }
}
