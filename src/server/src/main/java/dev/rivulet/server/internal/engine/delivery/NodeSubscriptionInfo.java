/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How a subscription stood at one moment. Nobody but the loop has the map that it was made of. */
record NodeSubscriptionInfo(
        long id,
        Map<String, Position> positions,
        Optional<String> lastEventId,
        Optional<Principal> principal,
        Optional<String> remoteAddress,
        Map<String, String> attributes,
        Instant since,
        long lag,
        long eventsSent,
        long bytesSent)
        implements SubscriptionInfo {}
