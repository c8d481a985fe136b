/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.transaction.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JtaTransactionsTest {

    private final FakeTransactions server = new FakeTransactions();
    private final Transactions transactions = new JtaTransactions(server);
    private final List<String> published = new ArrayList<>();

    @Test
    void withoutATransactionAnEventIsPublishedAtOnce() {
        fire("now");

        assertThat(published).containsExactly("now");
    }

    @Test
    void eventsOfATransactionArePublishedInOrderByOneSynchronization() {
        server.begin();
        fire("one");
        fire("two");
        assertThat(published).isEmpty();
        assertThat(server.synchronizations()).isEqualTo(1);

        server.commit();

        assertThat(published).containsExactly("one", "two");
    }

    @Test
    void eventsOfATransactionThatRollsBackAreNotPublished() {
        server.begin();
        fire("never");

        server.rollBack();

        assertThat(published).isEmpty();
    }

    @Test
    void nextTransactionBeginsAnew() {
        server.begin();
        fire("never");
        server.rollBack();
        server.begin();
        fire("ever");
        server.commit();

        assertThat(published).containsExactly("ever");
    }

    @Test
    void whatIsFiredBeforeTheCompletionIsPublishedWithTheRest() {
        server.begin();
        fire("method");
        server.beforeCompletion(() -> fire("before completion"));

        server.commit();

        assertThat(published).containsExactly("method", "before completion");
    }

    @Test
    void whatIsFiredAfterTheCommitComesAfterWhatWasFiredBefore() {
        server.begin();
        server.afterCompletion(() -> fire("after completion"));
        fire("method");

        server.commit();

        assertThat(published).containsExactly("method", "after completion");
    }

    @Test
    void whatIsFiredAfterTheCommitAloneIsPublishedAtOnce() {
        server.begin();
        server.afterCompletion(() -> fire("after completion"));

        server.commit();

        assertThat(published).containsExactly("after completion");
    }

    @Test
    void whatIsFiredAfterTheRollbackIsNotPublished() {
        server.begin();
        server.afterCompletion(() -> fire("after completion"));

        server.rollBack();

        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK})
    void whatIsFiredWhereTheTransactionRollsBackIsNotEvenKept(int status) {
        server.begin();
        server.setStatus(status);

        fire("never");

        assertThat(published).isEmpty();
        assertThat(server.synchronizations()).isZero();
    }

    @Test
    void whereTheCommitIsDecidedButNothingCanBeRegisteredAnEventIsPublishedAtOnce() {
        server.begin();
        server.setStatus(Status.STATUS_COMMITTING);

        fire("decided");

        assertThat(published).containsExactly("decided");
    }

    @Test
    void whereTheEndIsNotKnownFireFails() {
        server.begin();
        server.refuseSynchronizations();

        assertThatIllegalStateException()
                .isThrownBy(() -> fire("who knows"))
                .withMessageContaining("not published")
                .withMessageContaining("status " + Status.STATUS_ACTIVE);
        assertThat(published).isEmpty();
    }

    @Test
    void oneThatFailsDoesNotKeepBackTheOthers() {
        server.begin();
        fire("one");
        transactions.afterCommit(() -> {
            throw new IllegalStateException("As the test has it");
        });
        fire("three");

        server.commit();

        assertThat(published).containsExactly("one", "three");
    }

    private void fire(String event) {
        transactions.afterCommit(() -> published.add(event));
    }
}
