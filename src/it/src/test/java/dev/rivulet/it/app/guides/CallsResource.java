/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.guides;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Does what the domain code of an example's reader does. The lines that are posted are the arguments, all of them text. */
@Path("calls")
@RequestScoped
public class CallsResource {

    @Inject
    @Any
    Instance<Object> beans;

    @Inject
    @Any
    Event<Object> events;

    @Resource
    UserTransaction transaction;

    /** Fires an event of that record in a transaction, which is then committed or rolled back. */
    @POST
    @Path("fire/{record}/{end}")
    public void fire(@PathParam("record") String type, @PathParam("end") String end, String lines) throws Exception {
        Object event = Class.forName(type).getDeclaredConstructors()[0].newInstance(arguments(lines));
        transaction.begin();
        events.fire(event);
        if (end.equals("commit")) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
    }

    /** Calls a bean's method. */
    @POST
    @Path("call/{bean}/{method}")
    public void call(@PathParam("bean") String type, @PathParam("method") String name, String lines) throws Exception {
        Method method = Arrays.stream(Class.forName(type).getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        method.invoke(beans.select(Class.forName(type)).get(), arguments(lines));
    }

    private static Object[] arguments(String lines) {
        return lines.lines().toArray();
    }
}
