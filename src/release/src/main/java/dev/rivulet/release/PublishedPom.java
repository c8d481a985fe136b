/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM as a repository has it. */
final class PublishedPom {

    private static final List<String> COORDINATES = List.of("groupId", "artifactId", "version");

    /** What Maven Central asks for besides them. */
    private static final List<List<String>> DESCRIPTION = List.of(
            List.of("name"),
            List.of("description"),
            List.of("url"),
            List.of("licenses", "license", "name"),
            List.of("licenses", "license", "url"),
            List.of("developers", "developer", "name"),
            List.of("scm", "connection"),
            List.of("scm", "developerConnection"),
            List.of("scm", "url"));

    /** What the build makes of no address. */
    private static final String NO_ADDRESS = "scm:git:.git";

    private static final String HINT = ": give the project's address with -Drivulet.url=URL";

    private final Element project;

    private PublishedPom(Element project) {
        this.project = project;
    }

    static PublishedPom read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new PublishedPom(
                    factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no POM: " + e.getMessage(), e);
        }
    }

    String packaging() {
        return text(List.of("packaging")).orElse("jar");
    }

    /** What is wrong with it as the POM of an artifact. */
    List<String> problems(StagedArtifact artifact) {
        List<String> problems = new ArrayList<>();
        List<String> own =
                COORDINATES.stream().map(part -> text(List.of(part)).orElse("")).toList();
        if (!own.equals(List.of("dev.rivulet", artifact.name(), artifact.version()))) {
            problems.add("it says that it is " + String.join(":", own));
        }
        for (List<String> path : DESCRIPTION) {
            String value = text(path).orElse("");
            String name = String.join("/", path);
            boolean address = name.equals("url") || name.startsWith("scm/");
            if (value.isBlank() || value.equals(NO_ADDRESS)) {
                problems.add("it has no " + name + (address ? HINT : ""));
            }
        }
        if (child(project, "parent").isPresent()) {
            problems.add("it has a parent, which is not published");
        }
        for (Element dependency : all("dependency")) {
            problems.addAll(dependencyProblems(dependency));
        }
        if (project.getTextContent().replace("${project.version}", "").contains("${")) {
            problems.add("it has a property that nothing gives a value");
        }
        return problems;
    }

    private List<String> dependencyProblems(Element dependency) {
        List<String> problems = new ArrayList<>();
        String name = text(dependency, "groupId") + ':' + text(dependency, "artifactId");
        if (text(dependency, "version").isEmpty()) {
            problems.add("its dependency " + name + " has no version");
        }
        if (text(dependency, "version").endsWith("-SNAPSHOT")) {
            problems.add("its dependency " + name + " is no release");
        }
        if (text(dependency, "scope").equals("test")) {
            problems.add("it names " + name + ", which only its tests need");
        }
        return problems;
    }

    private List<Element> all(String name) {
        NodeList found = project.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) Objects.requireNonNull(found.item(index)))
                .toList();
    }

    private Optional<String> text(List<String> path) {
        Optional<Element> found = Optional.of(project);
        for (String name : path) {
            found = found.flatMap(element -> child(element, name));
        }
        return found.map(element -> element.getTextContent().strip());
    }

    private static String text(Element parent, String name) {
        return child(parent, name)
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }

    private static Optional<Element> child(Element parent, String name) {
        NodeList children = parent.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name))
                .findFirst();
    }
}
