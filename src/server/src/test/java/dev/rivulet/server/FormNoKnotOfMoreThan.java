/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Top-level types of one package that all depend on each other, directly or by way of others, are a knot: none of them can be
 * understood without all. Strongly connected components, by Tarjan's algorithm.
 */
final class FormNoKnotOfMoreThan extends ArchCondition<JavaClass> {

    private final int most;
    private final Map<String, Set<String>> dependencies = new TreeMap<>();

    FormNoKnotOfMoreThan(int most) {
        super("form no knot of more than " + most + " types");
        this.most = most;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Set<String> own = dependencies.computeIfAbsent(outermost(type), name -> new TreeSet<>());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass();
            if (target.getPackageName().equals(type.getPackageName()) && !target.isArray()) {
                own.add(outermost(target));
            }
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        List<Set<String>> knots = new Components(dependencies).find();
        for (Set<String> knot : knots) {
            if (knot.size() > most) {
                events.add(SimpleConditionEvent.violated(knot, knot.size() + " types are one knot: " + knot));
            }
        }
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** Tarjan's algorithm. */
    private static final class Components {

        private final Map<String, Set<String>> edges;
        private final Map<String, Integer> index = new HashMap<>();
        private final Map<String, Integer> low = new HashMap<>();
        private final Deque<String> stack = new ArrayDeque<>();
        private final Set<String> onStack = new HashSet<>();
        private final List<Set<String>> found = new ArrayList<>();

        Components(Map<String, Set<String>> edges) {
            this.edges = edges;
        }

        List<Set<String>> find() {
            edges.keySet().stream().filter(node -> !index.containsKey(node)).forEach(this::visit);
            return found;
        }

        private void visit(String node) {
            index.put(node, index.size());
            low.put(node, index.get(node));
            stack.push(node);
            onStack.add(node);
            for (String next : edges.getOrDefault(node, Set.of())) {
                if (!index.containsKey(next)) {
                    visit(next);
                    low.merge(node, low.get(next), Math::min);
                } else if (onStack.contains(next)) {
                    low.merge(node, index.get(next), Math::min);
                }
            }
            if (low.get(node).equals(index.get(node))) {
                found.add(pop(node));
            }
        }

        private Set<String> pop(String root) {
            Set<String> component = new TreeSet<>();
            String node;
            do {
                node = stack.pop();
                onStack.remove(node);
                component.add(node);
            } while (!node.equals(root));
            return component;
        }
    }
}
