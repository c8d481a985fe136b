/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.internal.encoding.DataWriter;
import dev.rivulet.server.internal.encoding.JsonWriter;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server, or the application itself, has of the specifications that not every server has. What is missing is said
 * at deployment, once, and not with the first event that needs it.
 */
final class Platform {

    private static final System.Logger LOG = System.getLogger(Platform.class.getName());

    private Platform() {}

    /**
     * Looks, and tells the operator what this application will have to do without.
     *
     * @param beans the application's
     * @param events where the application has the CDI events injected that it publishes
     * @return what it cannot do without
     */
    static List<IllegalStateException> problems(BeanManager beans, List<InjectionPoint> events) {
        List<IllegalStateException> problems = new ArrayList<>();
        if (!hasJsonProcessing()) {
            problems.add(new IllegalStateException(
                    "There is no JSON-P (Jakarta JSON Processing), with which Rivulet tells clients of gaps and positions;"
                            + " add an implementation, such as org.eclipse.parsson:parsson"));
        }
        if (!JsonWriter.isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "Text can be published, any other object only if a MessageBodyWriter of the application writes it: {0}",
                    JsonWriter.ABSENT);
            events.stream()
                    .filter(event -> DataWriter.needsJson(InjectionAdvice.payload(event.getType())))
                    .forEach(event -> LOG.log(
                            Level.WARNING,
                            "{0} fires what is to become JSON, and will fail unless a MessageBodyWriter of the application,"
                                    + " such as Jackson''s, writes it: {1}",
                            event,
                            JsonWriter.ABSENT));
        }
        if (!hasTransactions(beans)) {
            LOG.log(
                    Level.INFO,
                    "There is no JTA (Jakarta Transactions): an event that is fired is published at once, and not when"
                            + " a transaction commits");
        }
        return problems;
    }

    private static boolean hasJsonProcessing() {
        try {
            return JsonProcessing.isPresent();
        } catch (NoClassDefFoundError noApi) {
            return false;
        }
    }

    /** Where there are transactions, CDI has a bean for them, as Jakarta EE says. */
    private static boolean hasTransactions(BeanManager beans) {
        try {
            Class<?> type =
                    Class.forName("jakarta.transaction.UserTransaction", false, Platform.class.getClassLoader());
            return !beans.getBeans(type).isEmpty();
        } catch (ClassNotFoundException noApi) {
            return false;
        }
    }

    /** Apart, so that it is loaded only where its types are. */
    private static final class JsonProcessing {
        static boolean isPresent() {
            try {
                JsonProvider.provider();
                return true;
            } catch (JsonException noImplementation) {
                return false;
            }
        }
    }
}
