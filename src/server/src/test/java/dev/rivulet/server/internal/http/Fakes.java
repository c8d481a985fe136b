/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Stands for interfaces of which a test needs a method or two. */
final class Fakes {

    private Fakes() {}

    static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
