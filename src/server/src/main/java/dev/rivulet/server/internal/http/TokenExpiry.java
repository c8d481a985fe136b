/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * When a user's MicroProfile JWT expires, on servers that have such.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4">RFC 7519, section 4.1.4, "exp" claim</a>
 */
final class TokenExpiry {

    private static final boolean HAS_TOKENS = hasTokens();

    private TokenExpiry() {}

    /** Empty for any other kind of user, and for a token that does not say. */
    static Optional<Instant> of(Principal principal) {
        return HAS_TOKENS ? Token.expiry(principal) : Optional.empty();
    }

    private static boolean hasTokens() {
        try {
            Class.forName("org.eclipse.microprofile.jwt.JsonWebToken", false, TokenExpiry.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException noMicroProfileJwt) {
            return false;
        }
    }

    /** Apart, so that it is loaded only where its types are. */
    private static final class Token {
        static Optional<Instant> expiry(Principal principal) {
            return principal instanceof JsonWebToken token && token.containsClaim(Claims.exp.name())
                    ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
                    : Optional.empty();
        }
    }
}
