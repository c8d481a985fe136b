/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.CrossOrigin;
import dev.rivulet.server.internal.config.Settings;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;

/** The application's settings, for what the servlet container makes and CDI does not. */
final class OwnSettings {

    private OwnSettings() {}

    /** Empty where CDI is not there yet, or not any more. */
    static Optional<CrossOrigin> crossOrigin() {
        try {
            Instance<Settings> settings = CDI.current().select(Settings.class);
            return settings.isResolvable() ? Optional.of(settings.get().crossOrigin()) : Optional.empty();
        } catch (IllegalStateException noCdi) {
            return Optional.empty();
        }
    }
}
