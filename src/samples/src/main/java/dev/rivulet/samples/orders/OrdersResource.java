/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.orders;

import dev.rivulet.samples.Problem;
import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.stream.Collectors;

/** The orders' doors to the web: a form to place one, the stored ones, and the stream of those that follow. */
@Path("orders")
@ApplicationScoped
public class OrdersResource {

    @Inject
    Orders orders;

    @Inject
    @Channel("orders")
    EventChannel channel;

    @Inject
    Channels channels;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        channel.subscribe(sink);
    }

    /** The position is taken first: an order stored in between then comes twice, which shows by its id, and never not. */
    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    public State state() {
        String position = channels.position().toString();
        return new State(position, orders.latest());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response place(@FormParam("item") String item, @FormParam("quantity") String quantity) {
        try {
            OrderPlaced order = orders.place(new NewOrder(item, quantity));
            return Response.status(Response.Status.CREATED)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(order)
                    .build();
        } catch (ConstraintViolationException e) {
            return Problem.response(Response.Status.BAD_REQUEST, detail(e));
        } catch (OutOfStockException e) {
            return Problem.response(Response.Status.CONFLICT, e.reason());
        }
    }

    private static String detail(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(OrdersResource::detail)
                .sorted()
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String detail(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        String field = path.substring(path.lastIndexOf('.') + 1);
        Object value = violation.getInvalidValue();
        return field + (value == null ? " is missing: it " : " is \"" + value + "\": it ") + violation.getMessage();
    }

    /**
     * What a page loads first.
     *
     * @param position where to subscribe from
     * @param orders the latest ones, newest first
     */
    public record State(String position, List<OrderPlaced> orders) {}
}
