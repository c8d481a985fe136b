/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** A user's token that expires. */
final class FakeToken implements JsonWebToken {

    private final Instant expires;
    private volatile Runnable onGetName = () -> {};

    FakeToken(Instant expires) {
        this.expires = expires;
    }

    /** What happens when its user's name is asked for. */
    void onGetName(Runnable action) {
        onGetName = action;
    }

    @Override
    public String getName() {
        onGetName.run();
        return "ruth";
    }

    @Override
    public Set<String> getClaimNames() {
        return Set.of(Claims.exp.name());
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface's
    public <T> @Nullable T getClaim(String name) {
        return name.equals(Claims.exp.name()) ? (T) Long.valueOf(expires.getEpochSecond()) : null;
    }
}
