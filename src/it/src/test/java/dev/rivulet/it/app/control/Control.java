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
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Deploys and undeploys while the server runs, which Payara Micro offers to Java code only, and tells what the server holds.
 * By reflection, because the API is nowhere but in the server's own jar.
 */
@WebServlet("/*")
public class Control extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String INSTANCES = "/instances/";

    /** Class loaders of applications that have come by, by the threads that Rivulet had for them. */
    private final transient List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();

    /**
     * The names of all threads; at {@code /loaders}, how many of the class loaders seen are left; below {@code /instances/},
     * how many objects of a class are.
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path != null && path.startsWith(INSTANCES)) {
            response.getWriter().print(instances(path.substring(INSTANCES.length())));
            return;
        }
        if ("/loaders".equals(path)) {
            ManagementFactory.getMemoryMXBean().gc();
            response.getWriter()
                    .print(loaders.stream()
                                    .filter(loader -> loader.get() != null)
                                    .count() + " of " + loaders.size());
            return;
        }
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rivulet-delivery"))
                .map(Control::loaderOfRivulet)
                .filter(loader -> loaders.stream().noneMatch(known -> known.get() == loader))
                .distinct()
                .forEach(loader -> loaders.add(new WeakReference<>(loader)));
        response.getWriter()
                .print(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .collect(Collectors.joining("\n")));
    }

    /** A thread's context class loader need not be the application's. */
    private static ClassLoader loaderOfRivulet(Thread thread) {
        try {
            return Class.forName("dev.rivulet.server.Channels", false, thread.getContextClassLoader())
                    .getClassLoader();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@code jcmd} prints of objects that can be reached, whatever class loader their class has. */
    private static long instances(String type) throws ServletException {
        try {
            Object histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return histogram
                    .toString()
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 3 && columns[3].equals(type))
                    .mapToLong(columns -> Long.parseLong(columns[1]))
                    .sum();
        } catch (JMException e) {
            throw new ServletException(e);
        }
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
