package dev.signet.idp.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.test.LeanApplication;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetupControllerTests {

    private LeanApplication application;
    private SetupLink link;
    private MockMvcTester mvc;

    @BeforeAll
    void start() {
        application = LeanApplication.start();
        link = application.bean(SetupLink.class);
        mvc = MockMvcTester.of(
                List.of(new SetupController(
                        application.bean(AdministratorCreation.class),
                        link,
                        application.bean(PasswordPolicy.class),
                        application.bean(Limits.class))),
                it -> it.setViewResolvers((name, _) -> (model, request, response) -> {})
                        .build());
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void clear() {
        application.clear();
    }

    @Test
    void movesTheSecretIntoTheForm() {
        var secret = secret();
        assertThat(mvc.get().uri("/setup?token={secret}", secret))
                .hasStatusOk()
                .hasViewName("setup/form")
                .model()
                .containsEntry("form", new SetupController.SetupForm(secret, null, null, null));
    }

    @Test
    void saysThatALinkCannotBeUsed() {
        secret();
        assertThat(mvc.get().uri("/setup")).hasStatus(410).hasViewName("setup/link-unusable");
        assertThat(mvc.get().uri("/setup?token=guessed")).hasStatus(410).hasViewName("setup/link-unusable");
        assertThat(post("guessed", "Ada", "ada@example.com", "correct horse battery staple"))
                .hasStatus(410)
                .hasViewName("setup/link-unusable");
        assertThat(mvc.post().uri("/setup")).hasStatus(410);
    }

    @Test
    void sendsTheFirstAdministratorToTheSignIn() {
        assertThat(post(secret(), "Ada", "ada@example.com", "correct horse battery staple"))
                .hasViewName("redirect:/login?setup");
    }

    @Test
    void showsEveryMistakeBesideItsField() {
        var answer = post(secret(), "<b>", "ada@example.com", "short");

        assertThat(answer).hasStatusOk().hasViewName("setup/form");
        assertThat(answer)
                .model()
                .extractingBindingResult("form")
                .hasOnlyFieldErrors("name", "password")
                .hasFieldErrorCode("name", "setup.violation.FORBIDDEN_CHARACTER")
                .hasFieldErrorCode("password", "password.violation.TOO_SHORT");
    }

    @Test
    void keepsThePasswordOutOfText() {
        assertThat(new SetupController.SetupForm("token", "Ada", "ada@example.com", "hunter2"))
                .hasToString("SetupForm[redacted]");
    }

    private MvcTestResult post(String token, String name, String email, String password) {
        return mvc.post()
                .uri("/setup")
                .formField("token", token)
                .formField("name", name)
                .formField("email", email)
                .formField("password", password)
                .exchange();
    }

    private String secret() {
        var query = link.renew().orElseThrow().getQuery();
        return query.substring(query.indexOf('=') + 1);
    }
}
