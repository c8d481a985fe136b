/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.tokens;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** Everything in the archive, below {@code api/}. */
@ApplicationPath("api")
@ApplicationScoped // a bean, so that the server looks at the annotations
@LoginConfig(authMethod = "MP-JWT", realmName = "tests")
@DeclareRoles("trader")
public class TokenApplication extends Application {}
