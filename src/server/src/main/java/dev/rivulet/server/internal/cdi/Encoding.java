/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.encoding.DataWriter;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.encoding.JsonWriter;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.ext.Providers;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How this application writes events: with its own JAX-RS providers as soon as JAX-RS has started. */
@ApplicationScoped
public class Encoding {

    private static final System.Logger LOG = System.getLogger(Encoding.class.getName());

    @Inject
    Settings settings;

    private final AtomicReference<@Nullable Providers> providers = new AtomicReference<>();
    private JsonWriter json;
    private DataWriter writer;
    private EventEncoder encoder;

    @PostConstruct
    void start() {
        json = JsonWriter.ofThisApplication();
        writer = new DataWriter(json, () -> Optional.ofNullable(providers.get()));
        encoder = new EventEncoder(
                writer, settings.eventMaxSize(), settings.limits().eventId());
    }

    /** Encodes for all channels. */
    public EventEncoder encoder() {
        return encoder;
    }

    /** Fired by {@link dev.rivulet.server.RivuletFeature}. */
    public void jaxRsStarts(@Observes Providers ofJaxRs) {
        if (providers.getAndSet(ofJaxRs) == null && writer.wroteWithoutProviders()) {
            LOG.log(
                    Level.WARNING,
                    "Events were written as JSON before JAX-RS had started, by a default JSON-B: where this application has JSON"
                            + " of its own (a ContextResolver<Jsonb>, Jackson), they differ from its responses. Publish later,"
                            + " or publish such events as text");
        }
    }

    /** Last, since beans may publish until they are destroyed. */
    @PreDestroy
    void stop() {
        try {
            json.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "JSON-B could not be closed; nothing depends on it any more", e);
        }
    }
}
