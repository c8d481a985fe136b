/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** No fault: a policy that only those get who ask for it, say to delegate to it. */
@ApplicationScoped
@Sometimes.Asked
public class Sometimes implements ChannelPolicy {

    @Override
    public boolean allows(ChannelRequest request) {
        return request.channel().startsWith("public");
    }

    /** What they ask with. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Asked {}
}
