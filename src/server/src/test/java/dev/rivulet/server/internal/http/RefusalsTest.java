/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.ChannelName;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final AtomicLong now = new AtomicLong();
    private final Refusals refusals =
            new Refusals(now::get, () -> Set.of(ChannelName.of("prices"), ChannelName.of("orders")));

    @Test
    void eachReasonIsCountedAndSaidOnceInTenSeconds() {
        try (LoggedLines log = new LoggedLines(Refusals.class)) {
            refuse(429);
            refuse(429);
            refuse(503);
            now.addAndGet(Duration.ofSeconds(10).toNanos());
            refuse(429);

            assertThat(log.lines())
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).contains("rivulet.limit.*"));
        }
        assertThat(refusals.counts()).hasToString("{too_many=3, unavailable=1}");
    }

    @Test
    void aWrongNameIsSaidBesideThoseThatThereAre() {
        try (LoggedLines log = new LoggedLines(Refusals.class)) {
            refusals.refused(404, "GET http://localhost/events?channel=prcies", "There is no channel \"prcies\".");

            assertThat(log.lines())
                    .containsExactly("INFO Refused with 404: GET http://localhost/events?channel=prcies: There is no"
                            + " channel \"prcies\". (there are [orders, prices])");
        }
    }

    @Test
    void channelsOfAnApplicationThatHasStoppedAreLetGoOf() {
        refusals.applicationStops();
        try (LoggedLines log = new LoggedLines(Refusals.class)) {
            refuse(404);

            assertThat(log.lines()).singleElement().asString().endsWith("(there are [])");
        }
    }

    @Test
    void aRefusalOfThePolicySaysWhoDecides() {
        try (LoggedLines log = new LoggedLines(Refusals.class)) {
            refuse(403);

            assertThat(log.lines()).singleElement().asString().contains("the ChannelPolicy decides");
        }
    }

    @Test
    void aNameFromOutsideForgesNoLine() {
        try (LoggedLines log = new LoggedLines(Refusals.class)) {
            refusals.refused(404, "GET http://localhost/", "There is no channel \"x\r\nINFO all is well\".");

            assertThat(log.lines()).singleElement().asString().doesNotContain("\r", "\n");
        }
    }

    private void refuse(int status) {
        refusals.refused(status, "GET http://localhost/events", "No.");
    }
}
