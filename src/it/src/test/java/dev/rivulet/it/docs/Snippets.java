/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.docs;

import dev.rivulet.it.support.DocumentationPage;
import dev.rivulet.it.support.JavaSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The Java of a page, as files for a compiler. A block that is no file gets what its page does not repeat, from a resource of the page's
 * name: imports down to the first blank line after them, and below it the members that it uses.
 *
 * @param page that has them
 */
record Snippets(DocumentationPage page) {

    private static final Pattern TYPE = Pattern.compile("^(public )?(class|record|interface) ", Pattern.MULTILINE);
    private static final Pattern MEMBER = Pattern.compile("^(@|public )");
    private static final Pattern LAST_IMPORT = Pattern.compile("(?s)(.*\nimport [^\n]+;\n)\n(.*)");

    /** All of them. */
    JavaSources sources() {
        List<String> files = new ArrayList<>();
        for (String block : page.blocks("java")) {
            files.add(block.startsWith("package ") ? block : completed(block, files.size()));
        }
        return new JavaSources(files);
    }

    private String completed(String block, int number) {
        List<String> surroundings = surroundings();
        String file = "package snippet" + number + ";\n\n" + surroundings.get(0) + '\n';
        if (TYPE.matcher(block).find()) {
            return file + block;
        }
        String code = MEMBER.matcher(block).lookingAt() ? block : "void run() throws Exception {\n" + block + "}\n";
        return file + "public class Snippet {\n" + surroundings.get(1) + code + "}\n";
    }

    private List<String> surroundings() {
        String resource =
                "/snippets/" + Path.of(page.name()).getFileName().toString().replace(".md", ".txt");
        try (InputStream text = Snippets.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException(page + " has Java that is no file, and there is no " + resource);
            }
            var found = LAST_IMPORT.matcher('\n' + new String(text.readAllBytes(), StandardCharsets.UTF_8));
            if (!found.matches()) {
                throw new IllegalStateException(resource + " has no imports");
            }
            return List.of(found.group(1), found.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
