/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.secured;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Knows whoever gives the name as the password; {@code tina} trades. */
@ApplicationScoped
@DeclareRoles("trader")
@BasicAuthenticationMechanismDefinition(realmName = "tests")
public class Users implements IdentityStore {

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential user
                        && user.getPasswordAsString().equals(user.getCaller())
                ? new CredentialValidationResult(
                        user.getCaller(), user.getCaller().equals("tina") ? Set.of("trader") : Set.of())
                : CredentialValidationResult.INVALID_RESULT;
    }
}
