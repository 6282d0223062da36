package dev.signet.idp.client;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;

/** What was found while reading one configuration file: problems, which stop it, and warnings, which do not. */
public final class Findings {

    private static final Comparator<ConfigurationProblem> BY_LINE = Comparator.comparingInt(ConfigurationProblem::line);

    private final String file;
    private final List<ConfigurationProblem> problems = new ArrayList<>();
    private final List<ConfigurationProblem> warnings = new ArrayList<>();

    public Findings(String file) {
        this.file = file;
    }

    public void problem(Place place, String rule) {
        problems.add(new ConfigurationProblem(file, place.line(), place.path(), rule));
    }

    public void warning(Place place, String rule) {
        warnings.add(new ConfigurationProblem(file, place.line(), place.path(), rule));
    }

    /** The paths that have a problem so far. */
    Set<String> brokenPaths() {
        return problems.stream().map(ConfigurationProblem::path).collect(toUnmodifiableSet());
    }

    public List<ConfigurationProblem> problems() {
        return problems.stream().sorted(BY_LINE).toList();
    }

    public List<ConfigurationProblem> warnings() {
        return warnings.stream().sorted(BY_LINE).toList();
    }

    /** A line of the file, counted from 1, and the path of what stands there. */
    public record Place(int line, String path) {

        static final Place FILE = new Place(0, "");

        static Place of(Mark mark, String path) {
            return new Place(mark.getLine() + 1, path);
        }
    }
}
