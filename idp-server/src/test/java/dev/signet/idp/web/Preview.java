package dev.signet.idp.web;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.TestClock;
import io.nayuki.qrcodegen.QrCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.MessageSourceAccessor;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * All pages with made-up contents: the templates, the module web and nothing behind them. Without an annotation that the
 * application itself would find when it is started on the class path of the tests.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
@EnableConfigurationProperties(IdpProperties.class)
@Import({
    WebConfiguration.class,
    PageSecurityHeaders.class,
    FailureController.class,
    LanguageController.class,
    TimeWords.class,
    Preview.Pages.class,
    FailingController.class
})
class Preview {

    static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");

    private static final RelyingPartyView BOOKS = RelyingPartyView.of(
            "Northwind Books",
            "https://books.northwind.example/start",
            null,
            "https://books.northwind.example/privacy",
            "https://books.northwind.example/terms");

    /** A name and an address that test how far a page stretches. */
    private static final RelyingPartyView LONG = RelyingPartyView.of(
            "Gesellschaft für wissenschaftliche Datenverarbeitung Südniedersachsen mbH",
            "https://identity-and-access-management.development.northwind-international.example",
            null,
            null,
            null);

    private static final String DENSE_ADDRESS = "augusta.ada.king.countess.of.lovelace+analytical.engine@example.com";

    private static final AuthenticatorView PHONE = new AuthenticatorView(
            "1", "My phone", "authenticators.kind.totp", NOW.minusSeconds(300_000), NOW.minusSeconds(4_000), List.of());

    private static final List<Offer> OFFERS = List.of(
            new Offer("totp.enrol", "totp.enrol.detail", "/account/authenticators/totp/new?ticket=sealed"),
            new Offer("recovery.offer", null, "/login/recovery-code?ticket=sealed"));
    private static final List<Letter> MAILS = List.of(
            new Letter(
                    DENSE_ADDRESS,
                    Locale.ENGLISH,
                    "Confirm your e-mail address",
                    List.of(
                            "Somebody, most likely you, wants to make an account with Signet under this e-mail address."),
                    "http://localhost:9000/registration/confirm?token=secret",
                    "Confirm and finish",
                    NOW.minusSeconds(20)),
            new Letter(
                    "ada@example.com",
                    Locale.GERMAN,
                    "Ihr Passwort wurde geändert",
                    List.of("Das Passwort Ihres Kontos bei Signet wurde neu gesetzt."),
                    null,
                    null,
                    NOW.minusSeconds(4000)));
    private static final List<Offer> FACTORS = List.of(
            new Offer("passkey.use.passkey", null, "/login/passkey"),
            new Offer("passkey.use.security-key", null, "/login/security-key"));

    private static final List<Offer> ENROLMENTS = List.of(
            new Offer("passkey.enrol.passkey", "passkey.enrol.passkey.detail", "/account/authenticators/passkey/new"),
            new Offer(
                    "passkey.enrol.security-key",
                    "passkey.enrol.security-key.detail",
                    "/account/authenticators/security-key/new"));

    private static final SignInView OCTOCAT =
            new SignInView("1", "GitHub", DENSE_ADDRESS, NOW.minusSeconds(300_000), NOW.minusSeconds(4_000));

    private static final Map<String, Sample> SAMPLES = samples();

    static List<String> names() {
        return List.copyOf(SAMPLES.keySet());
    }

    private static Map<String, Sample> samples() {
        var samples = new TreeMap<String, Sample>();
        samples.put("login/sign-in", (model, _) -> signIn(model, BOOKS, "", null, null));
        samples.put(
                "login/sign-in=refused", (model, _) -> signIn(model, BOOKS, "ada@example.com", "login.refused", null));
        samples.put("login/sign-in=incomplete", (model, _) -> signIn(model, null, "", "login.incomplete", null));
        samples.put("login/sign-in=expired", (model, _) -> signIn(model, LONG, DENSE_ADDRESS, "login.expired", null));
        samples.put("login/sign-in=set-up", (model, _) -> signIn(model, null, "", null, "login.notice.setup"));
        samples.put("passkey/sign-in", (model, _) -> passkeySignIn(model, null));
        samples.put("passkey/sign-in=refused", (model, _) -> passkeySignIn(model, "passkey.refused"));
        samples.put("passkey/proof", (model, _) -> step(model).addAttribute("kind", "passkey"));
        samples.put(
                "passkey/proof=security-key",
                (model, _) ->
                        step(model).addAttribute("kind", "security-key").addAttribute("problem", "passkey.refused"));
        samples.put("passkey/new", (model, _) -> newPasskey(model, "passkey", null));
        samples.put(
                "passkey/new=security-key",
                (model, _) -> newPasskey(model, "security-key", "passkey.new.notDeviceBound"));
        samples.put("login/enrol", (model, _) -> step(model).addAttribute("offers", ENROLMENTS));
        samples.put("login/factors=none", (model, _) -> step(model).addAttribute("offers", List.of()));
        samples.put("login/enrol=none", (model, _) -> step(model).addAttribute("offers", List.of()));
        samples.put("totp/step", (model, _) -> step(model));
        samples.put("totp/step=wrong", (model, _) -> step(model).addAttribute("problem", "totp.wrong"));
        samples.put("totp/enrol", (model, _) -> totp(model, "sealed"));
        samples.put(
                "totp/enrol=wrong",
                (model, _) -> totp(model, null)
                        .addAttribute("problem", "totp.enrol.wrong")
                        .addAttribute("name", "My phone"));
        samples.put("recoverycode/step", (model, _) -> step(model));
        samples.put("recoverycode/step=wrong", (model, _) -> step(model).addAttribute("problem", "recovery.wrong"));
        samples.put("emailcode/step", (model, _) -> step(model));
        samples.put("emailcode/step=sent", (model, _) -> step(model).addAttribute("id", "1"));
        samples.put(
                "emailcode/step=wrong",
                (model, _) -> step(model).addAttribute("id", "1").addAttribute("problem", "emailCode.wrong"));
        samples.put("recoverycode/used", (model, _) -> recoveryCodeUsed(model, 8));
        samples.put("recoverycode/used=few", (model, _) -> recoveryCodeUsed(model, 1));
        samples.put("recoverycode/new", (model, _) -> model.addAttribute("left", 4));
        samples.put("recoverycode/new=first", (model, _) -> model.addAttribute("left", 0));
        samples.put("recoverycode/codes", (model, _) -> recoveryCodes(model));
        samples.put("account/authenticators", (model, _) -> authenticators(model, new RecoveryCodesView(7, 3, NOW)));
        samples.put(
                "account/authenticators=few", (model, _) -> authenticators(model, new RecoveryCodesView(0, 3, NOW)));
        samples.put(
                "account/authenticators=none",
                (model, _) -> authenticators(model, null).addAttribute("authenticators", List.of()));
        samples.put(
                "account/authenticators=one",
                (model, _) -> authenticators(model, new RecoveryCodesView(10, 3, NOW))
                        .addAttribute("authenticators", List.of(PHONE))
                        .addAttribute("whose", "Ada Lovelace")
                        .addAttribute("passwordChangedAt", NOW.minusSeconds(4_000_000)));
        samples.put(
                "account/authenticators=removal",
                (model, _) -> authenticators(model, new RecoveryCodesView(7, 3, NOW))
                        .addAttribute("factorRemoval", new FactorRemovalView(NOW.plusSeconds(40_000))));
        samples.put("account/authenticator", (model, _) -> model.addAttribute("authenticator", PHONE));
        samples.put("account/authenticator-removal", (model, _) -> removal(model, "ONE_LESS"));
        samples.put("account/authenticator-removal=last", (model, _) -> removal(model, "NO_SECOND_FACTOR"));
        samples.put("account/authenticator-removal=refused", (model, _) -> removal(model, "REFUSED"));
        samples.put(
                "login/factors",
                (model, _) -> step(model)
                        .addAttribute(
                                "offers",
                                Stream.concat(FACTORS.stream(), OFFERS.stream()).toList())
                        .addAttribute(
                                "lost",
                                List.of(new Offer("lostFactors.offer", null, "/recovery/factors?ticket=sealed"))));
        samples.put(
                "consent/consent", (model, words) -> consent(model, words, BOOKS, "ada@example.com", "Ada Lovelace"));
        samples.put(
                "consent/consent=long",
                (model, words) -> consent(model, words, LONG, DENSE_ADDRESS, "Augusta Ada King"));
        samples.put("consent/consent=unverified", (model, words) -> {
            consent(model, words, LONG, "ada@example.com", "Ada Lovelace");
            model.addAttribute("unverified", Map.of("host", "agent.northwind-international.example", "isLocal", true));
        });
        samples.put("consent/consent=unverified-web", (model, words) -> {
            consent(model, words, BOOKS, "ada@example.com", "Ada Lovelace");
            model.addAttribute("unverified", Map.of("host", "agent.northwind.example", "isLocal", false));
        });
        samples.put("deviceauthorization/code", (model, _) -> model.addAttribute("form", new CodeForm("")));
        samples.put(
                "deviceauthorization/confirm",
                (model, words) -> device(model, words, BOOKS, "SmartTV/4.1 (Living room)"));
        samples.put("deviceauthorization/confirm=plain", (model, words) -> device(model, words, LONG, null));
        samples.put("deviceauthorization/approved", (_, _) -> {});
        samples.put("deviceauthorization/denied", (_, _) -> {});
        samples.put("deviceauthorization/unusable", (_, _) -> {});
        samples.put("setup/form", (model, _) -> setup(model, new SetupForm("secret", null, null, null)));
        samples.put("setup/form=rejected", (model, _) -> setupRejected(model));
        samples.put("setup/form=busy", (model, _) -> setupBusy(model));
        samples.put("setup/link-unusable", (_, _) -> {});
        samples.put(
                "logout/confirm",
                (model, _) -> model.addAttribute("relyingParty", BOOKS)
                        .addAttribute("account", "ada@example.com")
                        .addAttribute("ticket", "sealed"));
        samples.put("logout/confirm=plain", (_, _) -> {});
        samples.put("logout/signed-out", (_, _) -> {});
        samples.put("link/unusable", (_, _) -> {});
        samples.put(
                "protection/not-me",
                (model, _) -> model.addAttribute("token", "secret").addAttribute("email", "ada@example.com"));
        samples.put("protection/locked-down", (model, _) -> lockedDown(model, "ada@example.com", false));
        samples.put("protection/locked-down=address", (model, _) -> lockedDown(model, DENSE_ADDRESS, true));
        samples.put("registration/ask", (model, _) -> model.addAttribute("form", new AskForm("", "sealed")));
        samples.put("registration/sent", (model, _) -> model.addAttribute("ticket", "sealed"));
        samples.put("registration/complete", (model, _) -> registration(model));
        samples.put("registration/complete=rejected", (model, _) -> {
            var errors = registration(model);
            errors.rejectValue("name", "setup.violation.BLANK");
            errors.rejectValue("password", "password.violation.TOO_COMMON");
        });
        samples.put("registration/done", (_, _) -> {});
        samples.put("registration/exists", (_, _) -> {});
        samples.put("email/address", (model, _) -> email(model, false));
        samples.put("email/address=sent", (model, _) -> email(model, true));
        for (var action : List.of("confirm", "verify", "undo")) {
            samples.put(
                    "email/link=" + action,
                    (model, _) -> model.addAttribute("action", action)
                            .addAttribute("token", "secret")
                            .addAttribute("email", DENSE_ADDRESS));
        }
        samples.put("email/done", (_, _) -> {});
        samples.put("recovery/ask", (model, _) -> model.addAttribute("form", new AskForm("", "sealed")));
        samples.put("recovery/sent", (model, _) -> model.addAttribute("ticket", "sealed"));
        samples.put("recovery/complete", (model, _) -> newPassword(model));
        samples.put("recovery/complete=rejected", (model, _) -> {
            var errors = newPassword(model);
            errors.rejectValue("password", "password.violation.TOO_SIMILAR");
            errors.rejectValue("password", "password.violation.TOO_SHORT", new Object[] {12}, null);
        });
        samples.put("recovery/lost-factors", (model, _) -> lostFactors(model, "OPEN"));
        samples.put("recovery/lost-factors=sent", (model, _) -> lostFactors(model, "SENT"));
        samples.put("recovery/lost-factors=running", (model, _) -> lostFactors(model, "RUNNING"));
        samples.put("recovery/lost-factors=impossible", (model, _) -> lostFactors(model, "IMPOSSIBLE"));
        for (var action : List.of("confirm", "cancel")) {
            samples.put("recovery/factors-link=" + action, (model, _) -> factorRemovalLink(model, action));
            samples.put("recovery/factors-done=" + action, (model, _) -> factorRemovalLink(model, action));
        }
        samples.put("recovery/factors-link", (model, _) -> factorRemovalLink(model, "confirm"));
        samples.put("recovery/factors-done", (model, _) -> factorRemovalLink(model, "confirm"));
        samples.put("recovery/factors-end", (model, _) -> factorRemovalLink(model, "complete"));
        samples.put("mail/mailbox", (model, _) -> model.addAttribute("mails", MAILS));
        samples.put("mail/mailbox=empty", (model, _) -> model.addAttribute("mails", List.of()));
        samples.put(
                "logout/signed-out=client",
                (model, _) -> model.addAttribute("relyingParty", BOOKS)
                        .addAttribute("continueUrl", "https://books.northwind.example/"));
        samples.put(
                "logout/signed-out=told",
                (model, _) -> model.addAttribute("notices", List.of(new Notice("Northwind Books", "about:blank"))));
        samples.put("account/profile", (model, _) -> profile(model, null));
        samples.put("account/profile=saved", (model, _) -> profile(model, "account.done.profile"));
        samples.put("account/profile=rejected", (model, _) -> profileRejected(model));
        samples.put("account/sessions", (model, _) -> sessions(model));
        samples.put("account/sessions=only", (model, _) -> onlySession(model));
        samples.put("account/applications", (model, words) -> applications(model, words));
        samples.put("account/applications=none", (model, _) -> model.addAttribute("applications", List.of()));
        samples.put("account/activity", (model, words) -> activity(model, words));
        samples.put(
                "account/activity=none",
                (model, _) -> model.addAttribute("entries", List.of()).addAttribute("isFirstPage", true));
        samples.put(
                "account/password",
                (model, _) -> model.addAttribute("passwordMinLength", 15).addAttribute("email", DENSE_ADDRESS));
        samples.put(
                "account/password=rejected",
                (model, _) -> model.addAttribute("passwordMinLength", 15)
                        .addAttribute("violations", Map.of("TOO_SHORT", 12, "TOO_COMMON", 12)));
        samples.put("login/sign-in=providers", (model, _) -> signInWithProviders(model));
        samples.put(
                "federation/elsewhere",
                (model, _) -> model.addAttribute("provider", "Northwind Directory")
                        .addAttribute("email", DENSE_ADDRESS)
                        .addAttribute("continueAt", "/login/provider/northwind?ticket=sealed")
                        .addAttribute("signIn", "/login?ticket=sealed"));
        for (var cause : List.of("cancelled", "unreachable", "address-missing", "other-browser")) {
            samples.put("federation/problem=" + cause, (model, _) -> providerProblem(model, cause, "GitHub"));
        }
        ConsolePreview.addTo(samples);
        OverviewSamples.addTo(samples);
        samples.put("federation/problem=provider-gone", (model, _) -> providerProblem(model, "provider-gone", ""));
        for (var kind : List.of("found", "unsure", "other")) {
            samples.put("federation/proof=" + kind, (model, _) -> proof(model, kind));
        }
        samples.put("federation/sent", (_, _) -> {});
        samples.put("federation/onwards", (model, _) -> model.addAttribute("onwards", "/account"));
        for (var effect : List.of("link", "reclaim", "create")) {
            samples.put(
                    "federation/mail=" + effect,
                    (model, _) ->
                            identity(model).addAttribute("token", "secret").addAttribute("effect", effect));
        }
        samples.put("federation/confirm", (model, _) -> identity(model));
        samples.put("federation/sign-ins", (model, _) -> signIns(model, List.of(OCTOCAT), "linked"));
        samples.put("federation/sign-ins=none", (model, _) -> signIns(model, List.of(), null));
        samples.put(
                "federation/unlink",
                (model, _) -> model.addAttribute("signIn", OCTOCAT).addAttribute("isLastWayIn", false));
        samples.put(
                "federation/unlink=last",
                (model, _) -> model.addAttribute("signIn", OCTOCAT).addAttribute("isLastWayIn", true));
        samples.put("merge/begin", (model, _) -> model.addAttribute("days", 14));
        samples.put(
                "merge/confirm",
                (model, _) -> model.addAttribute(
                                "first", new MergedView("Ada Lovelace", DENSE_ADDRESS, NOW.minusSeconds(90_000_000)))
                        .addAttribute("second", new MergedView("Ada", "ada@example.org", NOW.minusSeconds(90_000_000)))
                        .addAttribute("days", 14));
        samples.put(
                "merge/done",
                (model, _) -> model.addAttribute("email", DENSE_ADDRESS).addAttribute("days", 14));
        for (var obstacle : List.of("same-account", "not-active", "has-role")) {
            samples.put("merge/refused=" + obstacle, (model, _) -> model.addAttribute("obstacle", obstacle));
        }
        samples.put(
                "merge/undo",
                (model, _) -> model.addAttribute("token", "secret").addAttribute("isMergedOn", false));
        samples.put(
                "merge/undo=merged-on",
                (model, _) -> model.addAttribute("token", "secret").addAttribute("isMergedOn", true));
        samples.put("merge/undone", (_, _) -> {});
        samples.put("account/data", (_, _) -> {});
        samples.put(
                "account/delete",
                (model, _) ->
                        model.addAttribute("email", DENSE_ADDRESS).addAttribute("problem", "data.delete.mismatch"));
        samples.put("account/delete=begun", (model, _) -> model.addAttribute("email", "ada@example.com"));
        samples.put("account/delete=last-administrator", (model, _) -> model.addAttribute("refused", true));
        samples.put("account/deleted", (_, _) -> {});
        samples.put(
                "authorization/error",
                (model, _) -> model.addAttribute("code", "invalid_request")
                        .addAttribute("description", "redirect_uri is not registered for this client"));
        samples.put(
                "authorization/form-post",
                (model, _) -> model.addAttribute("redirectUri", "https://books.northwind.example/callback")
                        .addAttribute("parameters", Map.of("code", "a-code"))
                        .addAttribute("shownOnce", true));
        ConsoleSamples.addTo(samples);
        ProviderSamples.addTo(samples);
        return samples;
    }

    private static void signInWithProviders(Model model) {
        signIn(model, BOOKS, "", null, null);
        model.addAttribute("parts", List.of("passkey/part", "federation/part"))
                .addAttribute("isPasswordOptional", true)
                .addAttribute(
                        "providers",
                        List.of(
                                new Button("google", "Google", "/login/provider/google?ticket=sealed", false),
                                new Button("github", "GitHub", "/login/provider/github?ticket=sealed", true)));
    }

    private static void providerProblem(Model model, String cause, String provider) {
        model.addAttribute("cause", cause)
                .addAttribute("provider", provider)
                .addAttribute(
                        "again",
                        provider.isEmpty() || cause.equals("other-browser")
                                ? null
                                : "/login/provider/github?ticket=sealed")
                .addAttribute("signIn", "/login?ticket=sealed");
    }

    private static Model identity(Model model) {
        return model.addAttribute("provider", "GitHub")
                .addAttribute("label", "octocat")
                .addAttribute("email", DENSE_ADDRESS);
    }

    private static void proof(Model model, String kind) {
        identity(model)
                .addAttribute("kind", kind)
                .addAttribute("byMail", !kind.equals("other"))
                .addAttribute("signIn", "/login?ticket=sealed")
                .addAttribute("cancel", "/login?ticket=other");
    }

    private static void signIns(Model model, List<SignInView> signIns, @Nullable String done) {
        model.addAttribute("signIns", signIns)
                .addAttribute("done", done)
                .addAttribute(
                        "offers",
                        List.of(
                                new ProviderOffer("Google", "/account/sign-ins/new/google?leave=sealed"),
                                new ProviderOffer("GitHub", "/account/sign-ins/new/github?leave=sealed")));
    }

    /** A provider's button. */
    record Button(String id, String name, String address, boolean isDown) {}

    /** An account that is merged. */
    record MergedView(String name, String email, Instant createdAt) {}

    /** A linked sign-in. */
    record SignInView(
            String id,
            String provider,
            String label,
            Instant linkedAt,
            @Nullable Instant lastUsedAt) {}

    /** A provider that can be linked. */
    record Notice(String name, String address) {}

    record ProviderOffer(String name, String address) {}

    /** What a page is shown with. */
    interface Sample {

        void fill(Model model, MessageSourceAccessor words);
    }

    /** The same for the code of a device. */
    record CodeForm(@Nullable String code) {}

    /** The form of the page for a forgotten password. */
    record AskForm(String email, @Nullable String ticket) {}

    /** The form behind the link for a forgotten password. */
    record NewPasswordForm(String token, @Nullable String password) {}

    /** A mail in the development mailbox. */
    record Letter(
            String to,
            Locale locale,
            String subject,
            List<String> paragraphs,
            @Nullable String link,
            @Nullable String button,
            Instant at) {}

    /** The form of the sign-in page. */
    record SignInForm(String username, @Nullable String password) {}

    /** The form of the set-up page. */
    record SetupForm(
            @Nullable String token,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {}

    /** The form of the profile. */
    record ProfileForm(
            String name,
            @Nullable String given_name,
            @Nullable String family_name,
            @Nullable String nickname,
            @Nullable String website,
            @Nullable String language) {}

    /** A row of the sessions. */
    record SessionView(
            UUID sid,
            String browser,
            @Nullable String address,
            List<String> methods,
            Instant startedAt,
            Instant lastSeen,
            boolean current) {}

    /** A row of the browsers. */
    record DeviceView(
            UUID id,
            String browser,
            @Nullable String address,
            Instant lastSeen,
            @Nullable Instant rememberedUntil,
            boolean current) {}

    /** An application with access. */
    record ApplicationView(
            String clientId,
            RelyingPartyView relyingParty,
            List<String> scopes,
            Instant since,
            @Nullable Instant lastUsed,
            boolean isStartable) {}

    /** A row of the activity. */
    record EntryView(
            String text,
            Instant at,
            boolean refused,
            @Nullable String application,
            @Nullable String address) {}

    private static void signIn(
            Model model,
            @Nullable RelyingPartyView relyingParty,
            String username,
            @Nullable String problem,
            @Nullable String notice) {
        model.addAttribute("form", new SignInForm(username, null));
        model.addAttribute("ticket", "sealed");
        model.addAttribute("relyingParty", relyingParty);
        model.addAttribute("problem", problem);
        model.addAttribute("notice", notice);
        model.addAttribute("parts", List.of("passkey/part"));
    }

    private static void passkeySignIn(Model model, @Nullable String problem) {
        model.addAttribute("ticket", "sealed")
                .addAttribute("password", "/login?ticket=sealed")
                .addAttribute("problem", problem);
    }

    private static void newPasskey(Model model, String kind, @Nullable String problem) {
        step(model)
                .addAttribute("kind", kind)
                .addAttribute("name", "")
                .addAttribute("problem", problem)
                .addAttribute("relyingParty", null);
    }

    /** What every page between a first factor and a second has. */
    private static Model step(Model model) {
        return model.addAttribute("account", "ada@example.com")
                .addAttribute("ticket", "sealed")
                .addAttribute("isSignedIn", false)
                .addAttribute("relyingParty", BOOKS)
                .addAttribute("otherWays", "/login/factor?ticket=sealed&choose=");
    }

    /** What a page shows of a lockdown. */
    record Cut(
            int sessions,
            int applications,
            int browsers,
            int links,
            int agreements,
            int authenticators,
            int otherWays) {}

    /** One line of a list of second factors. */
    record Offer(String label, @Nullable String detail, String address) {}

    /** One authenticator on a page. */
    record AuthenticatorView(
            String id,
            String name,
            String kind,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            List<Note> notes) {}

    /** A few words about an authenticator. */
    record Note(String message, String value, boolean isWarning) {}

    /** The recovery codes on the page of the authenticators. */
    record RecoveryCodesView(int left, int few, Instant createdAt) {}

    /** A removal of second factors that is on its way. */
    record FactorRemovalView(Instant readyAt) {}

    private static void lostFactors(Model model, String state) {
        step(model)
                .addAttribute("state", state)
                .addAttribute("delay", Duration.ofHours(24))
                .addAttribute("removal", new FactorRemovalView(NOW.plusSeconds(40_000)));
    }

    private static void factorRemovalLink(Model model, String action) {
        model.addAttribute("action", action)
                .addAttribute("token", "secret")
                .addAttribute("email", DENSE_ADDRESS)
                .addAttribute("delay", Duration.ofHours(24));
    }

    /** A way to add an authenticator. */
    record Enrolment(String label, String detail, String path) {}

    private static Model authenticators(Model model, @Nullable RecoveryCodesView recoveryCodes) {
        return model.addAttribute(
                        "authenticators",
                        List.of(
                                PHONE,
                                new AuthenticatorView(
                                        "2", "", "authenticators.kind.totp", NOW.minusSeconds(60), null, List.of()),
                                new AuthenticatorView(
                                        "3",
                                        "Schlüsselanhänger-für-den-Rechner-im-Arbeitszimmer-zu-Hause-2",
                                        "authenticators.kind.passkey",
                                        NOW.minusSeconds(900_000),
                                        NOW.minusSeconds(90_000),
                                        List.of(new Note("recovery.few", "", true)))))
                .addAttribute(
                        "enrolments",
                        List.of(new Enrolment("totp.enrol", "totp.enrol.detail", "/account/authenticators/totp/new")))
                .addAttribute("recoveryCodes", recoveryCodes);
    }

    private static void removal(Model model, String effect) {
        model.addAttribute("authenticator", PHONE).addAttribute("effect", effect);
    }

    private static void recoveryCodeUsed(Model model, int left) {
        model.addAttribute("left", left).addAttribute("few", 3).addAttribute("onwards", "/account");
    }

    private static void recoveryCodes(Model model) {
        model.addAttribute(
                        "codes",
                        IntStream.range(0, 10).mapToObj(it -> "7k2mp-x4q9" + it).toList())
                .addAttribute("sealed", "sealed")
                .addAttribute("site", "login.example.com")
                .addAttribute("account", DENSE_ADDRESS)
                .addAttribute("onwards", "/account/authenticators")
                .addAttribute("shownOnce", true);
    }

    /** The model of the page that sets up an app. The picture is a real one, so that a phone can read it. */
    record AppView(String key, String link, int side, String modules) {}

    private static Model lockedDown(Model model, String email, boolean isAddressRestored) {
        return model.addAttribute("email", email)
                .addAttribute("isAddressRestored", isAddressRestored)
                .addAttribute("report", new Cut(3, 2, 12, 1, 0, 1, 1));
    }

    private static Model totp(Model model, @Nullable String ticket) {
        var link = "otpauth://totp/login.example.com:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=login.example.com";
        var code = QrCode.encodeText(link, QrCode.Ecc.MEDIUM);
        var modules = IntStream.range(0, code.size * code.size)
                .filter(it -> code.getModule(it % code.size, it / code.size))
                .mapToObj(it -> "M" + (it % code.size + 4) + "," + (it / code.size + 4) + "h1v1h-1z")
                .collect(Collectors.joining());
        return model.addAttribute(
                        "app", new AppView("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", link, code.size + 8, modules))
                .addAttribute("key", "sealed")
                .addAttribute("ticket", ticket)
                .addAttribute("back", ticket == null ? "/account/authenticators" : null);
    }

    private static void consent(
            Model model, MessageSourceAccessor words, RelyingPartyView relyingParty, String account, String name) {
        model.addAttribute("relyingParty", relyingParty);
        model.addAttribute("account", account);
        model.addAttribute("ticket", "sealed");
        model.addAttribute("switchUrl", "/login?switch&ticket=sealed");
        model.addAttribute(
                "claims",
                List.of(
                        new ConsentItem(words.getMessage("scope.openid"), null),
                        new ConsentItem(words.getMessage("scope.profile"), name),
                        new ConsentItem(words.getMessage("scope.email"), account),
                        new ConsentItem(
                                words.getMessage("scope.offline_access"),
                                words.getMessage("scope.offline_access.detail", new Object[] {30L}))));
    }

    private static void device(
            Model model, MessageSourceAccessor words, RelyingPartyView relyingParty, @Nullable String userAgent) {
        model.addAttribute("relyingParty", relyingParty);
        model.addAttribute("account", "ada@example.com");
        model.addAttribute("code", "BCDF-GHJK");
        model.addAttribute("address", "192.0.2.7");
        model.addAttribute("userAgent", userAgent);
        model.addAttribute("askedAt", NOW.minusSeconds(40));
        model.addAttribute("claims", List.of(new ConsentItem(words.getMessage("scope.openid"), null)));
    }

    private static void setup(Model model, SetupForm form) {
        model.addAttribute("form", form);
        model.addAttribute("passwordMinLength", 15);
    }

    private static void setupRejected(Model model) {
        var errors = setupErrors(model, new SetupForm("secret", "", "ada at example", "short"));
        errors.rejectValue("name", "setup.violation.BLANK");
        errors.rejectValue("email", "setup.violation.NOT_EMAIL");
        errors.rejectValue("password", "password.violation.TOO_SHORT", new Object[] {15}, null);
        errors.rejectValue("password", "password.violation.TOO_COMMON");
    }

    private static void setupBusy(Model model) {
        setupErrors(model, new SetupForm("secret", "Ada Lovelace", "ada@example.com", "short"))
                .reject("setup.busy");
    }

    private static BindingResult setupErrors(Model model, SetupForm form) {
        setup(model, form);
        var errors = new BeanPropertyBindingResult(form, "form");
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return errors;
    }

    private static void email(Model model, boolean sent) {
        model.addAttribute("form", new AskForm("", null));
        model.addAttribute("email", DENSE_ADDRESS);
        model.addAttribute("emailVerified", sent);
        model.addAttribute("sent", sent);
    }

    private static BindingResult registration(Model model) {
        model.addAttribute("email", DENSE_ADDRESS);
        return newPassword(model, new SetupForm("secret", "", null, null));
    }

    private static BindingResult newPassword(Model model) {
        model.addAttribute("email", "ada@example.com");
        return newPassword(model, new NewPasswordForm("secret", null));
    }

    private static BindingResult newPassword(Model model, Object form) {
        var errors = new BeanPropertyBindingResult(form, "form");
        model.addAttribute("form", form);
        model.addAttribute("passwordMinLength", 12);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return errors;
    }

    private static void profile(Model model, @Nullable String done) {
        model.addAttribute(
                "form", new ProfileForm("Ada Lovelace", "Ada", "Lovelace", null, "https://ada.example", "de"));
        model.addAttribute("whose", "Ada Lovelace");
        model.addAttribute("tongues", Language.values());
        model.addAttribute("email", DENSE_ADDRESS);
        model.addAttribute("emailVerified", true);
        model.addAttribute("administrator", true);
        model.addAttribute("done", done);
    }

    private static void profileRejected(Model model) {
        profile(model, null);
        var errors = new BeanPropertyBindingResult(
                new ProfileForm("Ada <b>", "Ada", "Lovelace", null, "javascript:alert(1)", ""), "form");
        errors.rejectValue("name", "profile.violation.FORBIDDEN_CHARACTER");
        errors.rejectValue("website", "profile.violation.NOT_URL");
        model.addAttribute("form", errors.getTarget());
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
    }

    private static void sessions(Model model) {
        var here = UUID.fromString("8a9d0f38-6f0e-4a55-9c5f-8f3f1b0c4d11");
        model.addAttribute("whose", "Ada Lovelace")
                .addAttribute("done", "account.done.session-ended")
                .addAttribute(
                        "sessions",
                        List.of(
                                new SessionView(
                                        here,
                                        "Chrome on Android",
                                        "192.0.2.7",
                                        List.of("sessions.method.passkey"),
                                        NOW.minusSeconds(3600),
                                        NOW,
                                        true),
                                new SessionView(
                                        UUID.randomUUID(),
                                        "Firefox on Linux",
                                        "2001:db8:85a3:8d3:1319:8a2e:370:7348",
                                        List.of("sessions.method.password", "sessions.method.remembered-browser"),
                                        NOW.minusSeconds(90_000),
                                        NOW.minusSeconds(7200),
                                        false),
                                new SessionView(
                                        UUID.randomUUID(),
                                        "Unknown browser",
                                        null,
                                        List.of("sessions.method.password", "sessions.method.recovery-code"),
                                        NOW.minusSeconds(9_000),
                                        NOW.minusSeconds(300),
                                        false)))
                .addAttribute(
                        "devices",
                        List.of(
                                new DeviceView(
                                        here, "Chrome on Android", "192.0.2.7", NOW, NOW.plusSeconds(2_000_000), true),
                                new DeviceView(
                                        UUID.randomUUID(),
                                        "Firefox on Linux",
                                        "2001:db8:85a3:8d3:1319:8a2e:370:7348",
                                        NOW.minusSeconds(90_000),
                                        null,
                                        false)));
    }

    private static void onlySession(Model model) {
        var only = new SessionView(
                UUID.randomUUID(),
                "Safari on iOS",
                "192.0.2.7",
                List.of("sessions.method.password"),
                NOW.minusSeconds(60),
                NOW,
                true);
        model.addAttribute("whose", DENSE_ADDRESS)
                .addAttribute("sessions", List.of(only))
                .addAttribute("devices", List.of());
    }

    private static void applications(Model model, MessageSourceAccessor words) {
        var scopes = Stream.of("openid", "profile", "email", "offline_access")
                .map(it -> words.getMessage("scope." + it))
                .toList();
        model.addAttribute(
                "applications",
                List.of(
                        new ApplicationView("books", BOOKS, scopes, NOW.minusSeconds(900_000), NOW, true),
                        new ApplicationView(
                                "long",
                                LONG,
                                List.of("Ihre Bestellungen lesen", "orders:write"),
                                NOW.minusSeconds(7200),
                                null,
                                false)));
    }

    private static void activity(Model model, MessageSourceAccessor words) {
        model.addAttribute(
                "entries",
                List.of(
                        new EntryView(words.getMessage("activity.session.started"), NOW, false, null, "192.0.2.7"),
                        new EntryView(
                                words.getMessage("activity.sign-in.refused"),
                                NOW.minusSeconds(600),
                                true,
                                null,
                                "2001:db8:85a3:8d3:1319:8a2e:370:7348"),
                        new EntryView(
                                words.getMessage("activity.consent.granted"),
                                NOW.minusSeconds(90_000),
                                false,
                                "Northwind Books",
                                "192.0.2.7")));
        model.addAttribute("isFirstPage", false);
        model.addAttribute("next", "2026-11-20T10:15:00Z_8a9d0f38-6f0e-4a55-9c5f-8f3f1b0c4d11");
    }

    @Bean
    Clock clock() {
        return new TestClock(NOW);
    }

    @Bean
    SessionWatch sessionWatch() {
        return new SessionWatch();
    }

    @Bean
    FilterRegistrationBean<HeaderWriterFilter> pageHeaders(PageSecurityHeaders headers) {
        return new FilterRegistrationBean<>(new HeaderWriterFilter(List.of(headers)));
    }

    @Controller
    @ConditionalOnProperty("signet.preview")
    static class Pages {

        private final MessageSourceAccessor words;

        Pages(MessageSource messages) {
            this.words = new MessageSourceAccessor(messages);
        }

        @GetMapping("/preview/{module}/{page}")
        String page(@PathVariable String module, @PathVariable String page, Model model) {
            var sample = module + "/" + page;
            Objects.requireNonNull(SAMPLES.get(sample)).fill(model, words);
            return sample.replaceFirst("=.*", "");
        }

        /** What the sign-in page asks for while it is looked at. */
        @GetMapping("/login/passkey/sign-in/options")
        @ResponseBody
        Map<String, Object> passkeyOptions() {
            return Map.of(
                    "ceremony",
                    "sealed",
                    "publicKey",
                    Map.of("challenge", "c2VhbGVk", "rpId", "localhost", "timeout", 300_000));
        }
    }
}
