/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Virtual threads (JEP 444), looked up once where this JDK has them; what comes of it is an ordinary factory. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** A factory of threads with that name, or null on a JDK before 21. */
    static @Nullable ThreadFactory factory(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Method named = type.getMethod("name", String.class);
            return (ThreadFactory) type.getMethod("factory").invoke(named.invoke(builder, name));
        } catch (NoSuchMethodException
                | ClassNotFoundException
                | IllegalAccessException
                | InvocationTargetException e) {
            return null;
        }
    }
}
