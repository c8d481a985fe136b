/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Configuration;

/** Which JAX-RS clients are {@code HttpURLConnection} below: those of Jersey's default connector. */
final class UrlConnections {

    private static final String JERSEY_DEFAULT = "org.glassfish.jersey.client.HttpUrlConnectorProvider";

    private UrlConnections() {}

    /** Asked by name, because Jersey need not be there. */
    static boolean isUsedBy(WebTarget target) {
        Configuration configuration = target.getConfiguration();
        try {
            Object provider =
                    configuration.getClass().getMethod("getConnectorProvider").invoke(configuration);
            return provider != null && provider.getClass().getName().equals(JERSEY_DEFAULT);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
