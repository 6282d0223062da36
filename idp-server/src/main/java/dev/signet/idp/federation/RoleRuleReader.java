package dev.signet.idp.federation;

import dev.signet.idp.client.YamlMapping;
import java.util.ArrayList;
import java.util.List;

/** Reads the rules that give roles. */
final class RoleRuleReader {

    private static final List<String> KEYS = List.of("claim", "contains", "role");

    private RoleRuleReader() {}

    static List<RoleRule> read(YamlMapping entry) {
        var rules = new ArrayList<RoleRule>();
        for (var rule : entry.mappings("roles")) {
            rule.allowOnly(KEYS);
            var claim = rule.required("claim", ProviderRules::word);
            var contains = rule.required("contains", ProviderRules::value);
            var role = rule.required("role", ProviderRules::role);
            if (claim != null && contains != null && role != null) {
                rules.add(new RoleRule(claim, contains, role));
            }
        }
        return rules;
    }
}
