/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;

/**
 * Lets events be written as the application writes its responses: by its own {@code MessageBodyWriter}s and with its {@code
 * ContextResolver}s, of JSON above all. JAX-RS finds it by scanning; an application that lists its classes itself (in {@code
 * Application.getClasses}) adds it to them. Without it JSON is written by a default JSON-B.
 */
@Provider
public class RivuletFeature implements Feature {

    @Context
    @Nullable
    Providers providers;

    /** Made by JAX-RS. */
    public RivuletFeature() {
        // JAX-RS injects the rest.
    }

    /** Where the configuration is the providers, as RESTEasy's is, it works on any thread; what is injected, in requests only. */
    @Override
    public boolean configure(FeatureContext context) {
        Providers found = context.getConfiguration() instanceof Providers anywhere ? anywhere : providers;
        if (found == null) {
            return false;
        }
        CDI.current().getBeanManager().getEvent().select(Providers.class).fire(found);
        return true;
    }
}
