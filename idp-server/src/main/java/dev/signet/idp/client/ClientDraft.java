package dev.signet.idp.client;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * A registration that somebody typed, read by the rules of the configuration file: it is written as an entry of that file
 * and read back, so there is one set of rules.
 *
 * @param declaration null if not even the {@code client_id} can be read
 */
record ClientDraft(@Nullable ClientDeclaration declaration, List<FieldProblem> problems, List<FieldProblem> warnings) {

    private static final Pattern ELEMENT = Pattern.compile("(\\w+)\\[(\\d+)]");

    /** Never takes a secret, and above all never the name of a file that holds one. */
    static ClientDraft read(String clientId, boolean enabled, Map<String, Object> fields, Set<String> knownScopes) {
        var entry = new LinkedHashMap<String, Object>(fields);
        entry.remove(SecretReader.TEXT);
        SecretReader.FILES.forEach(entry::remove);
        entry.put("client_id", clientId);
        entry.put("enabled", enabled);

        var findings = new Findings("");
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        var node = (MappingNode) yaml.compose(new StringReader(yaml.dump(entry)));
        var reader = new ClientReader(findings, new SecretReader(Path.of(""), _ -> null, findings));
        var declaration = reader.read(new YamlMapping(node, "", findings), knownScopes);
        return new ClientDraft(declaration, fieldProblems(findings.problems()), fieldProblems(findings.warnings()));
    }

    static List<FieldProblem> fieldProblems(List<ConfigurationProblem> found) {
        var problems = new ArrayList<FieldProblem>();
        for (var problem : found) {
            var element = ELEMENT.matcher(problem.path());
            problems.add(
                    element.matches()
                            ? new FieldProblem(element.group(1), Integer.parseInt(element.group(2)) + 1, problem.rule())
                            : new FieldProblem(problem.path(), 0, problem.rule()));
        }
        return problems;
    }
}
