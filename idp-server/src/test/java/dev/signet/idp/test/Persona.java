package dev.signet.idp.test;

import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.password.PasswordHashing;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.password.Turn;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Somebody with an account and a password; a new one for each test that asks. */
public record Persona(AccountId id, String email, String password) {

    private static final String PASSWORD = "correct-horse-battery-staple";

    /** Ada, with every standard claim filled in. */
    public static Persona ada(ApplicationContext application) {
        var email = "ada." + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        var created = application
                .getBean(Accounts.class)
                .create(new NewAccount(
                        email,
                        true,
                        Map.of(
                                "name", "Ada Lovelace",
                                "given_name", "Ada",
                                "family_name", "Lovelace",
                                "locale", "en-GB",
                                "phone_number", "+44 20 7946 0000",
                                "phone_number_verified", true,
                                "address", Map.of("locality", "London", "country", "GB"))));
        if (!(created instanceof Accounts.Creation.Created(var account))) {
            throw new AssertionError(created);
        }
        if (!(application.getBean(PasswordHashing.class).hash(PASSWORD)
                instanceof Turn.Taken<PasswordHash>(var hash))) {
            throw new AssertionError("hashing was busy");
        }
        application.getBean(Passwords.class).set(account.id(), hash);
        return new Persona(account.id(), email, PASSWORD);
    }

    /** Fills in the sign-in page, and ends where that leads. */
    public Browser.Page signIn(Browser browser, Browser.Page signInPage) {
        return browser.submit(signInPage, Map.of("username", email, "password", password));
    }

    /** Goes to a relying party's authorization request, signs in, allows everything, and ends back there. */
    public URI signInTo(RelyingParty relyingParty, Browser browser) {
        return signInTo(relyingParty.authorizationRequest(), browser);
    }

    /** The same for a request that a test changed. */
    public URI signInTo(URI authorizationRequest, Browser browser) {
        var page = signIn(browser, browser.open(authorizationRequest));
        if (page.status() == 200) {
            page = browser.submit(page, Map.of("decision", "approve"));
        }
        return page.address();
    }
}
