/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/** What one log has of a {@link LogBudget}, which it tells only of what matters. Its log's, under the log's lock. */
final class BudgetShare {

    private static final int TOLD = 4; // a change of a sixteenth, as a power of two

    private final LogBudget budget;
    private long told;
    private boolean hasLeft;

    /** A share that the budget knows of already. */
    BudgetShare(LogBudget budget, long told) {
        this.budget = budget;
        this.told = told;
    }

    /** The log takes so much now. */
    void report(long bytes) {
        long change = bytes - told;
        if (change != 0 && !hasLeft && Math.abs(change) > told >> TOLD) {
            told = bytes;
            budget.add(change);
        }
    }

    /** The log is closed, and what it has does not count any more. */
    void leave() {
        pass(0);
    }

    /** The log is closed, and another has what it had. */
    void pass(long bytes) {
        if (!hasLeft) {
            hasLeft = true;
            budget.add(bytes - told);
        }
    }

    /** Without the log's lock: frees memory if all logs take too much. */
    void settle() {
        budget.settle();
    }
}
