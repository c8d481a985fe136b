/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.data;

import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Runs work on a thread of the EJB container's timers. */
@Singleton
public class Timer {

    @Resource
    TimerService timers;

    private Runnable work;

    public void run(Runnable what) {
        work = what;
        timers.createSingleActionTimer(1, new TimerConfig(null, false));
    }

    @Timeout
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    void work() {
        work.run();
    }
}
