/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test the {@link Browser}, as new. Where there is none, skips the tests, but fails them under CI=true. */
public final class BrowserExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(BrowserExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Chromium.lacks().ifPresent(lack -> {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(lack + ", and under CI=true browser tests are not skipped");
            }
            abort(lack + ": browser tests are skipped");
        });
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browserOf(context);
    }

    /** The test's own, the same for each who asks; JUnit closes the process after the last test. */
    static Browser browserOf(ExtensionContext test) {
        Chromium chromium = test.getRoot()
                .getStore(OWN)
                .getOrComputeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class);
        return test.getStore(OWN).getOrComputeIfAbsent(Browser.class, key -> chromium.browser(), Browser.class);
    }
}
