/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A client that asks for a channel.
 *
 * @param operation what it asks to do
 * @param channel the name, as it came from outside: any text
 * @param lastEventId the id of the last event that it says it has; empty for a client that comes for the first time
 * @param principal the request's user, if it was authenticated: with MicroProfile JWT the {@code JsonWebToken}
 * @param roles tells whether that user is in a role, as {@code HttpServletRequest.isUserInRole} does
 * @param remoteAddress the request's remote address; empty where there was no servlet request
 */
public record ChannelRequest(
        ChannelOperation operation,
        String channel,
        Optional<String> lastEventId,
        Optional<Principal> principal,
        Predicate<String> roles,
        Optional<String> remoteAddress) {}
