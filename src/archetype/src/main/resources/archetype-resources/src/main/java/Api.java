package ${package};

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Gives the resources their path. */
@ApplicationPath("api")
public class Api extends Application {}
