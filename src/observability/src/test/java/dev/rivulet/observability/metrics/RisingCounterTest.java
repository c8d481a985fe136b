/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.metrics.Counter;
import org.junit.jupiter.api.Test;

class RisingCounterTest {

    private final Plain counter = new Plain();

    @Test
    void followsACountThatGrows() {
        RisingCounter rising = new RisingCounter(counter);
        rising.riseTo(3);
        rising.riseTo(3);
        rising.riseTo(10);
        assertThat(counter.getCount()).isEqualTo(10);
    }

    @Test
    void neverFalls() {
        RisingCounter rising = new RisingCounter(counter);
        rising.riseTo(10);
        rising.riseTo(4);
        rising.riseTo(11);
        assertThat(counter.getCount()).isEqualTo(11);
    }

    @Test
    void addsUpWithAnotherApplicationsInTheSameCounter() {
        RisingCounter one = new RisingCounter(counter);
        RisingCounter other = new RisingCounter(counter);
        one.riseTo(5);
        other.riseTo(2);
        one.riseTo(6);
        assertThat(counter.getCount()).isEqualTo(8);
    }

    private static final class Plain implements Counter {

        private long count;

        @Override
        public void inc() {
            count++;
        }

        @Override
        public void inc(long more) {
            count += more;
        }

        @Override
        public long getCount() {
            return count;
        }
    }
}
