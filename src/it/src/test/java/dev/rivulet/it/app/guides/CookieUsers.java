/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.guides;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Knows whoever has a cookie {@code user}, each in a role of the same name. */
@ApplicationScoped
@DeclareRoles("publisher")
public class CookieUsers implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return Arrays.stream(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .filter(cookie -> cookie.getName().equals("user"))
                .findFirst()
                .map(cookie -> context.notifyContainerAboutLogin(cookie.getValue(), Set.of(cookie.getValue())))
                .orElseGet(context::doNothing);
    }
}
