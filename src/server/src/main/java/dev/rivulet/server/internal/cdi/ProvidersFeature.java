/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;

/**
 * Lends the application's message body writers to the encoder. JAX-RS finds it by scanning; an application that lists its
 * classes itself and wants data with a media type of its own adds this one.
 */
@Provider
public class ProvidersFeature implements Feature {

    @Context
    @Nullable
    Providers providers;

    @Override
    public boolean configure(FeatureContext context) {
        if (providers == null) {
            return false;
        }
        CDI.current().select(Node.class).get().useProviders(providers);
        return true;
    }
}
