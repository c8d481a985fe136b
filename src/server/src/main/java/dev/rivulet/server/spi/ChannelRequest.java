/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A client that asks for a channel.
 *
 * @param channel the name, as it came from outside: any text
 * @param principal the request's user, if it was authenticated
 * @param roles tells whether that user is in a role, as {@code HttpServletRequest.isUserInRole} does
 * @param remoteAddress the request's remote address; empty where there was no servlet request
 */
public record ChannelRequest(
        String channel, Optional<Principal> principal, Predicate<String> roles, Optional<String> remoteAddress) {}
