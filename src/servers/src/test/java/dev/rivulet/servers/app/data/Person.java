/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.data;

import java.time.LocalDate;

/**
 * What JSON can be written of in several ways.
 *
 * @param firstName in what case?
 * @param born in what format?
 * @param lastName left out if there is none?
 */
public record Person(String firstName, LocalDate born, String lastName) {

    /** The one that the tests publish. */
    public static final Person ADA = new Person("Ada", LocalDate.of(1815, 12, 10), null);
}
