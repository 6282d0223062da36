package dev.signet.idp.client;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong with a field of a registration.
 *
 * @param field name of RFC 7591
 * @param element which one of a list, counted from 1; 0 for the field as a whole
 * @param rule what is broken, with the section that asks for it
 */
public record FieldProblem(String field, int element, String rule) {

    private static final Pattern ELEMENT = Pattern.compile("(\\w+)\\[(\\d+)](\\.\\w+)?");

    /** What was found in an entry that somebody typed, by field. */
    public static List<FieldProblem> of(List<ConfigurationProblem> found) {
        return found.stream().map(FieldProblem::of).toList();
    }

    private static FieldProblem of(ConfigurationProblem problem) {
        var element = ELEMENT.matcher(problem.path());
        return element.matches()
                ? new FieldProblem(element.group(1), Integer.parseInt(element.group(2)) + 1, problem.rule())
                : new FieldProblem(problem.path(), 0, problem.rule());
    }
}
