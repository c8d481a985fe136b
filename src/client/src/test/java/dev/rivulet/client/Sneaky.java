/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.io.IOException;
import java.util.function.Supplier;

/** Throws what a method does not declare, as Kotlin, Groovy and Lombok let applications do. */
enum Sneaky {
    CHECKED(() -> new IOException("by the test")),
    INTERRUPTED(() -> new InterruptedException("by the test")),
    UNCHECKED(() -> new IllegalStateException("by the test")),
    ASSERTION(() -> new AssertionError("by the test")),
    VIRTUAL_MACHINE(() -> new OutOfMemoryError("by the test")),
    LINKAGE(() -> new NoClassDefFoundError("by the test")),
    BARE(() -> new Throwable("by the test"));

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final Supplier<Throwable> made;

    Sneaky(Supplier<Throwable> made) {
        this.made = made;
    }

    /** Never returns; what a caller needs a value for, it gets the type of. */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // any type will do
    <T> T raise() {
        throw Sneaky.<RuntimeException>undeclared(made.get());
    }

    Class<? extends Throwable> type() {
        return made.get().getClass();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E undeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
