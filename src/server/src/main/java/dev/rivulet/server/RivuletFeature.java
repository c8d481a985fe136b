/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;

/**
 * Rivulet's part in a JAX-RS application. JAX-RS finds it by scanning; an application that lists its classes itself (in
 * {@code Application.getClasses}) adds it to them. It
 *
 * <ul>
 *   <li>lets events be written as the application writes its responses: by its own {@code MessageBodyWriter}s and with its
 *       {@code ContextResolver}s, of JSON above all; without it a default JSON-B writes JSON;
 *   <li>sets the headers of streams that no servlet filter sees;
 *   <li>shows the {@link dev.rivulet.server.spi.ChannelPolicy ChannelPolicy} the user of the JAX-RS
 *       {@code SecurityContext};
 *   <li>answers with 400, 429 or 503 and a problem document where a resource method lets a {@link SubscriptionRefusedException} or a
 *       {@link ChannelLimitException} pass; without it these are 500, like any exception that has no {@code ExceptionMapper};
 *   <li>warns of resource methods that take a sink without {@code @Produces(MediaType.SERVER_SENT_EVENTS)};
 *   <li>logs and counts refusals.
 * </ul>
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
        Event<Object> event = CDI.current().getBeanManager().getEvent();
        event.select(Providers.class).fire(found);
        event.select(FeatureContext.class).fire(context);
        return true;
    }
}
