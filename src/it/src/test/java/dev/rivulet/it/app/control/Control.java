/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.control;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Deploys and undeploys while the server runs, which Payara Micro offers to Java code only, and lists the server's threads.
 * By reflection, because the API is nowhere but in the server's own jar.
 */
@WebServlet("/*")
public class Control extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Class loaders of applications that have come by, by the threads that Rivulet had for them. */
    private final transient List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();

    /** The names of all threads, or, below {@code /loaders}, how many of the class loaders seen are left. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("/loaders".equals(request.getPathInfo())) {
            ManagementFactory.getMemoryMXBean().gc();
            response.getWriter()
                    .print(loaders.stream()
                                    .filter(loader -> loader.get() != null)
                                    .count() + " of " + loaders.size());
            return;
        }
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rivulet-delivery"))
                .map(Thread::getContextClassLoader)
                .filter(loader -> loaders.stream().noneMatch(known -> known.get() == loader))
                .distinct()
                .forEach(loader -> loaders.add(new WeakReference<>(loader)));
        response.getWriter()
                .print(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .collect(Collectors.joining("\n")));
    }

    /** {@code /deploy} a file, given as the body, or {@code /undeploy} an application, given by name. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String argument = request.getReader().readLine();
        try {
            Class<?> payara = Class.forName("fish.payara.micro.PayaraMicro");
            Object server = payara.getMethod("getInstance").invoke(null);
            Object runtime = payara.getMethod("getRuntime").invoke(server);
            Class<?> type = Class.forName("fish.payara.micro.PayaraMicroRuntime");
            if (request.getPathInfo().equals("/deploy")) {
                type.getMethod("deploy", File.class).invoke(runtime, new File(argument));
            } else {
                type.getMethod("undeploy", String.class).invoke(runtime, argument);
            }
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }
}
