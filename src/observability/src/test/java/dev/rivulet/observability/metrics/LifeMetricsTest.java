/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.spi.FiniteChannelCounts;
import dev.rivulet.server.spi.NodeStatus;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class LifeMetricsTest {

    private final Map<MetricID, LongSupplier> values = new TreeMap<>();
    private final Counts counts = new Counts();
    private long forgotten;
    private final LifeMetrics metrics = new LifeMetrics(new Metrics(registry()), node());

    @Test
    void showsWhatHasBecomeOfFiniteChannels() {
        counts.begun = 10;
        counts.ended = 4;
        counts.failed = 2;
        counts.abandoned = 1;
        counts.lingering = 3;
        forgotten = 7;
        assertThat(value("rivulet_finite_channels_begun_total")).isZero();
        metrics.look();
        assertThat(value("rivulet_finite_channels_begun_total")).isEqualTo(10);
        assertThat(value("rivulet_finite_channels_ended_total", new Tag("outcome", "ended")))
                .isEqualTo(4);
        assertThat(value("rivulet_finite_channels_ended_total", new Tag("outcome", "failed")))
                .isEqualTo(2);
        assertThat(value("rivulet_finite_channels_abandoned_total")).isEqualTo(1);
        assertThat(value("rivulet_finite_channels")).isEqualTo(4);
        assertThat(value("rivulet_finite_channels_lingering")).isEqualTo(3);
        assertThat(value("rivulet_channels_forgotten_total")).isEqualTo(7);
        assertThat(values).hasSize(7);
    }

    @Test
    void thoseThatLiveAreNeverLessThanNone() {
        counts.begun = 1; // read before the end that was counted
        counts.ended = 2;
        assertThat(value("rivulet_finite_channels")).isZero();
    }

    private long value(String name, Tag... tags) {
        LongSupplier value = values.get(new MetricID(name, tags));
        assertThat(value).as(name).isNotNull();
        return value.getAsLong();
    }

    private MetricRegistry registry() {
        return fake(MetricRegistry.class, (method, arguments) -> {
            String name = ((Metadata) arguments[0]).getName();
            if (method.equals("gauge")) {
                Supplier<?> gauge = (Supplier<?>) arguments[1];
                values.put(new MetricID(name, (Tag[]) arguments[2]), () -> ((Number) gauge.get()).longValue());
                return null;
            }
            long[] count = new long[1];
            values.put(new MetricID(name, (Tag[]) arguments[1]), () -> count[0]);
            return fake(Counter.class, (called, more) -> count[0] += (long) more[0]);
        });
    }

    private NodeStatus node() {
        return fake(
                NodeStatus.class, (method, arguments) -> method.equals("finiteChannels") ? counts : (Object) forgotten);
    }

    private interface Answer {
        Object of(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.of(method.getName(), arguments)));
    }

    private static final class Counts implements FiniteChannelCounts {

        private long begun;
        private long ended;
        private long failed;
        private long abandoned;
        private long lingering;

        @Override
        public long begun() {
            return begun;
        }

        @Override
        public long ended() {
            return ended;
        }

        @Override
        public long failed() {
            return failed;
        }

        @Override
        public long abandoned() {
            return abandoned;
        }

        @Override
        public long lingering() {
            return lingering;
        }
    }
}
