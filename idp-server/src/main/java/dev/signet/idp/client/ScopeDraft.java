package dev.signet.idp.client;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * A scope that somebody typed, read by the rules of the configuration file, as {@link ClientDraft} reads a registration.
 *
 * @param scope null if not even the name can be read
 */
record ScopeDraft(@Nullable Scope scope, List<FieldProblem> problems) {

    static ScopeDraft read(Map<String, Object> fields) {
        var findings = new Findings("");
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        var node = (MappingNode) yaml.compose(new StringReader(yaml.dump(fields)));
        var scope = ScopeReader.read(new YamlMapping(node, "", findings), findings);
        return new ScopeDraft(scope, ClientDraft.fieldProblems(findings.problems()));
    }
}
