/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a {@link Browser} of its own. Where there is none, skips the tests, but fails them under CI=true. */
public final class BrowserExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(BrowserExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Browser.lacks().ifPresent(lack -> {
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

    /** The test's own; JUnit closes it after the test. */
    static Browser browserOf(ExtensionContext test) {
        return test.getStore(OWN).getOrComputeIfAbsent(Browser.class, key -> Browser.start(), Browser.class);
    }
}
