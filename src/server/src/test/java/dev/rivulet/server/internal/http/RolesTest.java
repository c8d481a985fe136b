/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.spi.ChannelOperation;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which roles a policy sees: those of the same user that it sees. */
class RolesTest {

    private final StreamNode node = new StreamNode();
    private final List<ChannelRequest> asked = new ArrayList<>();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aRoleOfTheContainersIsSeen() {
        subscribe(new FakeSession(() -> "tina", "trader"));
        assertThat(last().principal().map(Principal::getName)).contains("tina");
        assertThatThrownBy(() -> subscribe(new FakeSession(() -> "ann", "clerk")))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void aRoleOfTheJaxRsSecurityContextIsSeenAndTheContainersUserCountsNoMore() {
        FakeSession tina = new FakeSession(() -> "ann", "clerk");
        tina.jaxRsKnows(new User(() -> "tina", "trader"));
        subscribe(tina);
        assertThat(last().principal().map(Principal::getName)).contains("tina");
        assertThat(last().isUserInRole("clerk")).isFalse();

        FakeSession ann = new FakeSession(() -> "tina", "trader");
        ann.jaxRsKnows(new User(() -> "ann", "clerk"));
        assertThatThrownBy(() -> subscribe(ann)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void aSecurityContextWithoutAUserLeavesTheContainersOne() {
        FakeSession tina = new FakeSession(() -> "tina", "trader");
        tina.jaxRsKnows(new User(null, "clerk"));
        subscribe(tina);
        assertThat(last().isUserInRole("clerk")).isFalse();
    }

    @Test
    void whoHasNoUserHasNoRole() {
        node.policy = request -> {
            asked.add(request);
            return true;
        };
        node.endpoint.position("a");
        assertThat(last().principal()).isEmpty();
        assertThat(last().isUserInRole("trader")).isFalse();
        ChannelRequest made = ChannelRequest.builder(ChannelOperation.LIST, "a")
                .roles(role -> true)
                .build();
        assertThat(made.isUserInRole("trader")).isFalse();
    }

    @Test
    void aTestOfAPolicyMakesItsOwnRequests() {
        ChannelRequest made = ChannelRequest.builder(ChannelOperation.SUBSCRIBE, "prices")
                .principal(() -> "tina")
                .roles("trader"::equals)
                .lastEventId("e-7")
                .remoteAddress("127.0.0.1")
                .build();
        assertThat(made.operation()).isEqualTo(ChannelOperation.SUBSCRIBE);
        assertThat(made.channel()).isEqualTo("prices");
        assertThat(made.lastEventId()).contains("e-7");
        assertThat(made.remoteAddress()).contains("127.0.0.1");
        assertThat(made.isUserInRole("trader")).isTrue();
        assertThat(made.isUserInRole("clerk")).isFalse();
        assertThat(made).hasToString("SUBSCRIBE \"prices\" by tina");
    }

    private void subscribe(FakeSession session) {
        node.policy = request -> {
            asked.add(request);
            return request.isUserInRole("trader");
        };
        node.inRequest(session, () -> node.endpoint.subscribe(new FakeSink(), "a"));
    }

    private ChannelRequest last() {
        return Objects.requireNonNull(asked.get(asked.size() - 1));
    }

    private record User(@Nullable Principal principal, String role) implements SecurityContext {

        @Override
        public @Nullable Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String asked) {
            return asked.equals(role);
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "test";
        }
    }
}
