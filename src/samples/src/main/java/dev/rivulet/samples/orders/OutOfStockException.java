/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.orders;

/** There is not as much as was ordered. */
public class OutOfStockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    OutOfStockException(String item, int ordered, int left) {
        this("There are " + left + " of " + item + " left, not " + ordered + ": the order was rolled back.");
    }

    private OutOfStockException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
