package dev.signet.idp.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scope that somebody typed, read by the rules of the configuration file, as {@link ClientDraft} reads a registration.
 *
 * @param scope null if not even the name can be read
 */
record ScopeDraft(@Nullable Scope scope, List<FieldProblem> problems) {

    static ScopeDraft read(Map<String, Object> fields) {
        var findings = new Findings("");
        var scope = ScopeReader.read(YamlMapping.typed(fields, findings), findings);
        return new ScopeDraft(scope, FieldProblem.of(findings.problems()));
    }
}
