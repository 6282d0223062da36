package dev.signet.idp.test;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of passkeys without a script: asks for the options, and sends a form with what an authenticator answers. */
public final class PasskeyPages {

    /** Where somebody signs in with a passkey alone. */
    public static final String SIGN_IN = "/login/passkey/sign-in";

    /** Where somebody adds a passkey. */
    public static final String NEW = "/account/authenticators/passkey/new";

    /** Where somebody adds a security key. */
    public static final String NEW_SECURITY_KEY = "/account/authenticators/security-key/new";

    private static final JsonMapper JSON = new JsonMapper();

    private final Browser browser;

    public PasskeyPages(Browser browser) {
        this.browser = browser;
    }

    /**
     * A challenge.
     *
     * @param page the page with the form
     * @param ceremony the sealed challenge
     * @param options {@code publicKey} of the browser's call
     */
    public record Ceremony(Browser.Page page, String ceremony, JsonNode options) {}

    /** Opens a page and asks for its options. */
    public Ceremony begin(String path) {
        return begin(browser.open(path));
    }

    public Ceremony begin(Browser.Page page) {
        var form = page.html().expectFirst("form[data-passkey]");
        var answer = browser.send(HttpRequest.newBuilder(page.address().resolve(form.attr("data-options")))
                .header("Accept", "application/json"));
        if (answer.status() != 200) {
            throw new AssertionError("no options: " + answer);
        }
        var json = JSON.readTree(answer.body());
        return new Ceremony(page, json.get("ceremony").asString(), json.get("publicKey"));
    }

    /** Sends the form. */
    public Browser.Page send(Ceremony ceremony, String credential) {
        return send(ceremony, credential, Map.of());
    }

    public Browser.Page send(Ceremony ceremony, String credential, Map<String, String> further) {
        var fields = new HashMap<>(further);
        fields.put("ceremony", ceremony.ceremony());
        fields.put("credential", credential);
        return browser.submit(ceremony.page(), fields);
    }

    /** Enrols {@code key} for the person who is signed in. */
    public Browser.Page enrol(SoftwareAuthenticator key) {
        var ceremony = begin(NEW);
        return send(ceremony, key.create(ceremony.options()));
    }

    /** Signs in with {@code key} alone. */
    public Browser.Page signIn(SoftwareAuthenticator key) {
        var ceremony = begin(SIGN_IN);
        return send(ceremony, key.get(ceremony.options()));
    }

    /** Proves {@code key} on a page that asks for a further factor. */
    public Browser.Page prove(Browser.Page page, SoftwareAuthenticator key) {
        var ceremony = begin(page);
        return send(ceremony, key.get(ceremony.options()));
    }
}
