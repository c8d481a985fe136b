/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the samples, on one server for all of them, or the samples' page, loaded into the test's browser. */
public final class SamplesExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(SamplesExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == App.class || type == SamplesPage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // In the root's store, so that JUnit stops the server after the last test.
        App samples = context.getRoot()
                .getStore(OWN)
                .getOrComputeIfAbsent(PayaraMicroProcess.class, key -> server("samples"), PayaraMicroProcess.class)
                .app("");
        return parameter.getParameter().getType() == App.class
                ? samples
                : SamplesPage.open(BrowserExtension.browserOf(context), samples);
    }

    /** Starts a server with the samples as its only application. */
    public static PayaraMicroProcess server(String name, String... settings) {
        return new PayaraMicroProcess(name, Path.of(System.getProperty("rivulet.samples.war")))
                .with(settings)
                .start();
    }
}
