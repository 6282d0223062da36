package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ClientFieldKind.FLAG;
import static dev.signet.idp.adminui.ClientFieldKind.LINES;
import static dev.signet.idp.adminui.ClientFieldKind.TEXT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What sort of application is registered. Each has its questions, and fixed answers to all the others. */
enum NewClientKind {
    /** Runs on a server and keeps a secret. */
    WEB,
    /** Runs in the browser alone: no secret, and no refresh token that script could read. */
    SPA,
    /** Is installed on a device (RFC 8252): no secret. */
    NATIVE,
    /** Asks for tokens in its own name (RFC 6749 §4.4). */
    MACHINE,
    /** Has no browser of its own: people sign in elsewhere with a code that it shows (RFC 8628). */
    DEVICE,
    /** Acts for people at MCP servers, each a resource of its own (RFC 8707): a native application for the rest. */
    MCP;

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    static NewClientKind of(String path) {
        return valueOf(path.toUpperCase(Locale.ROOT));
    }

    /** The name in addresses and message keys. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    Map<String, ClientFieldKind> questions() {
        var questions = new LinkedHashMap<String, ClientFieldKind>();
        questions.put("client_id", TEXT);
        questions.put("client_name", TEXT);
        if (hasBrowser()) {
            questions.put("redirect_uris", LINES);
        }
        if (hasBrowser() && this != MCP) {
            questions.put("post_logout_redirect_uris", LINES);
        }
        if (this == MCP) {
            questions.put("resources", LINES);
        }
        questions.put("scope", TEXT);
        if (this != MACHINE) {
            questions.put("require_consent", FLAG);
        }
        return questions;
    }

    /** What stands in the form at first. */
    Map<String, Object> proposed() {
        var proposed = new LinkedHashMap<String, Object>();
        proposed.put(
                "scope",
                switch (this) {
                    case WEB, SPA -> "openid profile email";
                    case NATIVE -> "openid profile email offline_access";
                    case DEVICE -> "openid profile offline_access";
                    case MACHINE -> "";
                    case MCP -> "offline_access";
                });
        proposed.put("require_consent", true);
        if (this == MCP) {
            proposed.put("redirect_uris", List.of("http://127.0.0.1/callback"));
        }
        return proposed;
    }

    private boolean hasBrowser() {
        return this != MACHINE && this != DEVICE;
    }

    /** A whole registration, of the answers and of what is fixed. */
    Map<String, Object> registration(Map<String, Object> answers) {
        var fields = new LinkedHashMap<>(answers);
        fields.remove("client_id");
        fields.values().removeIf(value -> value.equals("") || value.equals(List.of()));
        fields.putIfAbsent("scope", "");
        fields.putAll(fixed());
        return fields;
    }

    private Map<String, Object> fixed() {
        return switch (this) {
            case WEB ->
                Map.of(
                        "grant_types",
                        List.of("authorization_code", "refresh_token"),
                        "token_endpoint_auth_method",
                        "client_secret_basic",
                        "require_pkce",
                        true);
            case SPA ->
                Map.of(
                        "grant_types",
                        List.of("authorization_code"),
                        "token_endpoint_auth_method",
                        "none",
                        "require_pkce",
                        true);
            case NATIVE, MCP ->
                Map.of(
                        "grant_types",
                        List.of("authorization_code", "refresh_token"),
                        "token_endpoint_auth_method",
                        "none",
                        "require_pkce",
                        true);
            case MACHINE ->
                Map.of(
                        "grant_types",
                        List.of("client_credentials"),
                        "token_endpoint_auth_method",
                        "client_secret_basic",
                        "require_consent",
                        false);
            case DEVICE ->
                Map.of(
                        "grant_types",
                        List.of(DEVICE_CODE, "refresh_token"),
                        "token_endpoint_auth_method",
                        "none",
                        "require_pkce",
                        true);
        };
    }
}
