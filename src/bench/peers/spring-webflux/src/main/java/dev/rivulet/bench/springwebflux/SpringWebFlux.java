/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.springwebflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server. */
@SpringBootApplication
public class SpringWebFlux {

    /**
     * Serves until the process is ended.
     *
     * @param args Spring's
     */
    public static void main(String[] args) {
        SpringApplication.run(SpringWebFlux.class, args);
    }
}
