package dev.signet.idp.client;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registration that somebody typed, read by the rules of the configuration file: it is written as an entry of that file
 * and read back, so there is one set of rules.
 *
 * @param declaration null if not even the {@code client_id} can be read
 */
record ClientDraft(@Nullable ClientDeclaration declaration, List<FieldProblem> problems, List<FieldProblem> warnings) {

    /** Never takes a secret, and above all never the name of a file that holds one. */
    static ClientDraft read(String clientId, boolean enabled, Map<String, Object> fields, Set<String> knownScopes) {
        var entry = new LinkedHashMap<String, Object>(fields);
        entry.remove(SecretReader.TEXT);
        SecretReader.FILES.forEach(entry::remove);
        entry.put("client_id", clientId);
        entry.put("enabled", enabled);

        var findings = new Findings("");
        var reader = new ClientReader(findings, new SecretReader(Path.of(""), _ -> null, findings));
        var declaration = reader.read(YamlMapping.typed(entry, findings), knownScopes);
        return new ClientDraft(declaration, FieldProblem.of(findings.problems()), FieldProblem.of(findings.warnings()));
    }
}
