package dev.signet.idp.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.SignetTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SignetTest
@DisplayName("The strength of a password, while it is typed")
@ExtendWith(OutputCaptureExtension.class)
class PasswordStrengthProtocolTests {

    @Autowired
    IdpProperties idp;

    Browser browser;

    @BeforeEach
    void visitor() {
        browser = new Browser(idp.issuer());
    }

    @Test
    void isSaidInWordsWithWhatBreaksARule(CapturedOutput output) {
        var strong = answer(measure(Map.of("password", "eleven quiet harbours at dusk")));
        assertThat(strong.path("score").asInt()).isEqualTo(4);
        assertThat(strong.path("label").asString()).isEqualTo("Strong.");
        assertThat(strong.path("problems")).isEmpty();

        var common = answer(measure(Map.of("password", "Password1234")));
        assertThat(common.path("score").asInt()).isZero();
        assertThat(common.path("problems").toString()).contains("tried first");

        var similar = answer(
                measure(Map.of("password", "GraceHopper1906", "name", "Grace Hopper", "email", "g@example.com")));
        assertThat(similar.path("problems").toString()).contains("little more than your name");
        assertThat(output.getAll()).doesNotContain("harbours", "GraceHopper1906");
    }

    @Test
    void isSaidInTheReadersLanguage() {
        browser.cookies().put("__Host-signet-lang", "de");

        assertThat(answer(measure(Map.of("password", "short"))).path("problems").toString())
                .contains("mindestens 12 Zeichen");
    }

    @Test
    void isNotSaidToOtherSites() {
        assertThat(browser.post("/password/strength", Map.of("password", "whatever it may be"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void survivesWhateverIsTyped() {
        for (var odd : new String[] {"", " ", "x".repeat(5000), "🦉".repeat(70), "ab".repeat(64)}) {
            assertThat(measure(Map.of("password", odd, "email", "not an address", "name", "<b>".repeat(500)))
                            .status())
                    .as(odd)
                    .isEqualTo(200);
        }
    }

    private Page measure(Map<String, String> typed) {
        var fields = new HashMap<>(typed);
        fields.put(
                "_csrf",
                browser.open("/login").html().expectFirst("input[name=_csrf]").attr("value"));
        return browser.post("/password/strength", fields);
    }

    private static JsonNode answer(Page page) {
        return new JsonMapper().readTree(page.body());
    }
}
