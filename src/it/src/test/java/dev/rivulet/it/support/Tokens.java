/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Issues JSON Web Tokens, as the server that users log in at does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519, JSON Web Token</a>
 */
public final class Tokens {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final KeyPair keys;

    /** An issuer with keys of its own. */
    public Tokens(String issuer) {
        this.issuer = issuer;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as PEM. */
    public String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** A token for a user, in a group of the same name as the role. */
    public String issue(String user, String group, Duration validFor) {
        long now = Instant.now().getEpochSecond();
        String head = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"tests\"}");
        String claims = encoded("{\"iss\":\"" + issuer + "\",\"sub\":\"" + user + "\",\"upn\":\"" + user
                + "\",\"groups\":[\"" + group + "\"],\"iat\":" + (now - 60) + ",\"exp\":" + (now + validFor.toSeconds())
                + ",\"jti\":\"" + UUID.randomUUID() + "\"}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((head + '.' + claims).getBytes(UTF_8));
            return head + '.' + claims + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }
}
