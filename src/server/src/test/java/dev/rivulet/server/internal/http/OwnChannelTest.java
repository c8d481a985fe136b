/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels that clients have made: each its user's own, and others as far as the policy allows. */
class OwnChannelTest {

    private final StreamNode node = new StreamNode();
    private final NodeChannels channels = node.channels;
    private final NodeEndpoint endpoint = node.endpoint;
    private final FakeSession ann = new FakeSession(() -> "ann");
    private final FakeSession bob = new FakeSession(() -> "bob");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void isThereBeforeAnybodyHasPublished() {
        FakeSink sink = new FakeSink();
        node.inRequest(ann, () -> endpoint.subscribe(sink, List.of("@me")));
        channels.ofUser("bob").publish("for bob");
        channels.ofUser("ann").publish("for ann");
        await().untilAsserted(() -> assertThat(sink.data()).containsExactly("for ann"));
    }

    @Test
    void isTheCallersWhateverTheCallerSpells() {
        channels.ofUser("bob");
        for (String name : List.of("@bob", "@ann", "@", "@me ", "@ME", "me", "@me@bob", "%40bob", "rivulet:user:bob")) {
            assertThatThrownBy(() -> asAnn(name)).as(name).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> node.inRequest(ann, () -> endpoint.position(List.of(name))))
                    .as(name)
                    .isInstanceOf(NotFoundException.class);
            assertThat(ChannelName.parse(name).flatMap(channels::find)).as(name).isEmpty();
        }
        assertThatThrownBy(() -> channels.get(ChannelName.of("@bob"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(channels.ofUser("bob").subscribers()).isZero();
        assertThat(channels.names()).containsExactlyInAnyOrder(ChannelName.of("a"), ChannelName.of("b"));
    }

    @Test
    void aUserWhoIsCalledMeHasOneToo() {
        FakeSink sink = new FakeSink();
        node.inRequest(new FakeSession(() -> "me"), () -> endpoint.subscribe(sink, List.of("@me")));
        await().untilAsserted(
                        () -> assertThat(channels.ofUser("me").subscribers()).isEqualTo(1));
    }

    @Test
    void isAskedForByAUserOnly() {
        assertThatThrownBy(() -> endpoint.subscribe(new FakeSink(), List.of("@me")))
                .isInstanceOfSatisfying(NotAuthorizedException.class, refused -> {
                    assertThat(refused.getResponse().getHeaderString("WWW-Authenticate"))
                            .isEqualTo("Bearer");
                    assertThat(body(refused)).contains("\"status\":401").contains("@me");
                });
        assertThatThrownBy(() -> node.inRequest(
                        new FakeSession(() -> ""), () -> endpoint.subscribe(new FakeSink(), List.of("@me"))))
                .isInstanceOf(NotAuthorizedException.class);
        assertThat(channels.all()).hasSize(2);
    }

    @Test
    void thePolicyDecidesOnItToo() {
        node.policy = request -> !request.channel().equals("@me");
        assertThatThrownBy(() -> asAnn("@me")).isInstanceOf(ForbiddenException.class);
        assertThat(channels.all()).hasSize(2);
        assertThat(listed(ann)).isEqualTo("{\"channels\":[\"a\",\"b\"]}");
    }

    @Test
    void isListedAsMeAndNobodySeesAnothers() {
        channels.ofUser("bob");
        assertThat(listed(ann)).isEqualTo("{\"channels\":[\"@me\",\"a\",\"b\"]}");
        assertThat((String) endpoint.list().getEntity()).isEqualTo("{\"channels\":[\"a\",\"b\"]}");
    }

    @Test
    void tellsItsPositionUnderTheNameThatItWasAskedBy() {
        String position = channels.ofUser("ann").publish("1").toString();
        StringBuilder answer = new StringBuilder();
        node.inRequest(
                ann, () -> answer.append(endpoint.position(List.of("@me")).getEntity()));
        assertThat(answer)
                .hasToString("{\"lastEventId\":\"" + position + "\",\"positions\":{\"@me\":\"" + position + "\"}}");
    }

    @Test
    void namesItsEventsAsTheClientNamesItOnAStreamOfSeveral() {
        FakeSink sink = new FakeSink();
        node.inRequest(bob, () -> endpoint.subscribe(sink, List.of("@me", "a")));
        channels.ofUser("bob").publish("1");
        channels.get(ChannelName.of("a")).publish("2");
        await().untilAsserted(() -> assertThat(sink.names()).containsExactly("@me", "a"));
    }

    // Others.

    @Test
    void aPolicyMayHaveAChannelMade() {
        node.policy = allowing("talk-");
        FakeSink sink = new FakeSink();
        node.inRequest(ann, () -> endpoint.subscribe(sink, List.of("talk-1")));
        channels.get(ChannelName.of("talk-1")).publish("hello");
        await().untilAsserted(() -> assertThat(sink.data()).containsExactly("hello"));
        assertThatThrownBy(() -> asAnn("other")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> asAnn("talk-\n"))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(body(refused)).contains("1 to 128 characters"));
    }

    @Test
    void aUserHasSoManyMadeAndOthersTheirs() {
        node.policy = allowing("talk-");
        for (int i = 0; i < StreamNode.CHANNELS_PER_PRINCIPAL; i++) {
            asAnn("talk-" + i);
            asAnn("talk-" + i); // exists
        }
        assertThatThrownBy(() -> asAnn("talk-more")).isInstanceOfSatisfying(ClientErrorException.class, refused -> {
            assertThat(refused.getResponse().getStatus()).isEqualTo(429);
            assertThat(refused.getResponse().getHeaderString("Retry-After")).isNull();
            assertThat(body(refused)).contains("rivulet.limit.channels-per-principal");
        });
        asAnn("@me"); // does not count
        node.inRequest(bob, () -> endpoint.position(List.of("talk-more")));
        asAnn("talk-more");
        for (int i = 0; i < StreamNode.CHANNELS_PER_PRINCIPAL; i++) {
            endpoint.position(List.of("talk-of-nobody-" + i));
        }
        assertThatThrownBy(() -> endpoint.position(List.of("talk-of-nobody")))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        refused -> assertThat(body(refused)).contains("callers without a user"));
    }

    private static ChannelPolicy allowing(String prefix) {
        return new ChannelPolicy() {
            @Override
            public boolean allows(ChannelRequest request) {
                return true;
            }

            @Override
            public boolean mayCreate(ChannelRequest request) {
                return request.channel().startsWith(prefix);
            }
        };
    }

    private void asAnn(String name) {
        FakeSink sink = new FakeSink();
        node.inRequest(ann, () -> endpoint.subscribe(sink, List.of(name)));
        sink.close();
    }

    private String listed(FakeSession session) {
        StringBuilder answer = new StringBuilder();
        node.inRequest(session, () -> answer.append(endpoint.list().getEntity()));
        return answer.toString();
    }

    private static String body(WebApplicationException refused) {
        return (String) refused.getResponse().getEntity();
    }
}
