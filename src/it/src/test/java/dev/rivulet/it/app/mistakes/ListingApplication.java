/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.mistakes;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists its classes, and not {@code RivuletFeature}. */
@ApplicationPath("api")
public class ListingApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(MistakenResource.class);
    }
}
