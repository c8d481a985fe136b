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
 * Lets events whose data has a media type be written by the application's own {@code MessageBodyWriter}s. JAX-RS finds it by
 * scanning; an application that lists its classes itself (in {@code Application.getClasses}) adds it to them. Everything else
 * works without.
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

    @Override
    public boolean configure(FeatureContext context) {
        if (providers == null) {
            return false;
        }
        CDI.current().getBeanManager().getEvent().select(Providers.class).fire(providers);
        return true;
    }
}
