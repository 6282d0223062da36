package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleRuleTests {

    @Test
    void fitsAValueOrOneOfSeveral() {
        var rule = new RoleRule("groups", "support", "help-desk");

        assertThat(rule.fits(Map.of("groups", List.of("sales", "support")))).isTrue();
        assertThat(rule.fits(Map.of("groups", "support"))).isTrue();
        assertThat(rule.fits(Map.of("groups", List.of("supporters", "SUPPORT"))))
                .isFalse();
        assertThat(rule.fits(Map.of("groups", "sales support"))).isFalse();
        assertThat(rule.fits(Map.of())).isFalse();
        assertThat(rule.fits(Map.of("groups", Map.of("support", true)))).isFalse();
    }

    @Test
    void followsAPathUnlessTheClaimIsCalledSo() {
        var rule = new RoleRule("realm_access.roles", "audit", "auditor");

        assertThat(rule.fits(Map.of("realm_access", Map.of("roles", List.of("audit")))))
                .isTrue();
        assertThat(rule.fits(Map.of("realm_access.roles", List.of("audit")))).isTrue();
        assertThat(rule.fits(Map.of("realm_access", "audit"))).isFalse();
        assertThat(rule.isAnsweredBy(Map.of("realm_access", Map.of()))).isTrue();
    }
}
