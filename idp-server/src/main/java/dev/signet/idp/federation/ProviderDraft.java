package dev.signet.idp.federation;

import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.client.Findings;
import dev.signet.idp.client.SecretReader;
import dev.signet.idp.client.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A provider that somebody typed, read by the rules of the configuration file.
 *
 * @param declared null if something that it needs is missing or cannot be read
 */
record ProviderDraft(@Nullable DeclaredProvider declared, List<FieldProblem> problems) {

    static final String SECRET = "secret";

    /**
     * Takes no secret from a field, nor the name of a file or of a variable that holds one.
     *
     * @param secret as typed; blank if none was
     */
    static ProviderDraft read(String id, Map<String, Object> fields, String secret) {
        var entry = new LinkedHashMap<String, Object>(fields);
        ProviderFields.secrets().forEach(entry::remove);
        entry.remove("enabled");
        entry.put("id", id);
        var isApple = entry.containsKey("team_id") || Preset.APPLE.key().equals(entry.get("preset"));
        if (!isApple && !secret.isBlank()) {
            entry.put(SecretReader.TEXT, secret.strip());
        }
        var findings = new Findings("");
        var reader = new ProviderReader(
                findings, new SecretReader(Path.of(""), _ -> null, findings), Path.of(""), _ -> true);
        var declared = reader.read(YamlMapping.typed(entry, findings));
        var problems = new ArrayList<FieldProblem>();
        for (var problem : FieldProblem.of(findings.problems())) {
            var field = problem.field().equals(SecretReader.TEXT) ? SECRET : problem.field();
            problems.add(new FieldProblem(field, problem.element(), problem.rule()));
        }
        if (!isApple || secret.isBlank()) {
            return new ProviderDraft(declared, problems);
        }
        if (AppleSecret.keyOf(secret).isEmpty()) {
            problems.add(new FieldProblem(SECRET, 0, "holds no private key of the curve P-256 in PKCS #8"));
        }
        return new ProviderDraft(
                declared == null
                        ? null
                        : new DeclaredProvider(declared.provider(), new ProviderSecret(secret), declared.enabled()),
                problems);
    }

    /**
     * Why the stored secret may not stay: it would be sent to another address from now on, and whoever changes that
     * address has not shown that they know it.
     */
    static boolean needsSecretAgain(Provider before, Provider now) {
        return !before.issuer().equals(now.issuer())
                || !Objects.equals(tokenEndpoint(before), tokenEndpoint(now))
                || (before.apple() == null) != (now.apple() == null);
    }

    private static @Nullable String tokenEndpoint(Provider provider) {
        return provider.endpoints() == null ? null : provider.endpoints().token();
    }
}
