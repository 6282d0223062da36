package dev.signet.idp.adminui;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a page at a provider: where to click there, and what to copy to where. The words are those that the provider
 * uses; the page is drawn from them, so nothing has to be fetched, and it is as sharp as the reader's screen.
 *
 * @param step last part of the key of the sentence that goes with it
 * @param address in the address bar
 * @param menu the entries at the left
 * @param button to press at the end; null if there is none
 */
record ProviderDrawing(
        String step,
        String address,
        List<Item> menu,
        List<Blank> blanks,
        @Nullable String button) {

    /** An entry of the menu. */
    record Item(String text, boolean isChosen) {}

    /**
     * Something to be filled in, or to be copied.
     *
     * @param value null for one that holds what has to be copied from there
     */
    record Blank(String label, @Nullable String value) {}

    private static final String SHORT = "…";

    /** How to get a provider of {@code kind} to know us, step by step. */
    static List<ProviderDrawing> of(String kind, String callback) {
        var back = new Blank(labelOfCallback(kind), SHORT + callback.substring(callback.indexOf("/login/provider/")));
        return switch (kind) {
            case "google" -> google(back);
            case "microsoft" -> microsoft(back);
            case "apple" -> apple(back);
            case "github" ->
                List.of(
                        page("github.1", "github.com/settings/developers")
                                .menu("GitHub Apps", "*OAuth Apps", "Personal access tokens")
                                .press("New OAuth App"),
                        page("github.2", "github.com/settings/applications/new")
                                .blank(back)
                                .press("Register application"),
                        page("github.3", "github.com/settings/applications")
                                .copy("Client ID", "Client secrets")
                                .press("Generate a new client secret"));
            case "gitlab" ->
                List.of(
                        page("gitlab.1", "gitlab.com/-/user_settings/applications")
                                .menu("Profile", "Account", "*Applications")
                                .press("Add new application"),
                        page("gitlab.2", "gitlab.com/-/user_settings/applications")
                                .blank(back)
                                .blank(new Blank("Scopes", "openid  profile  email"))
                                .press("Save application"),
                        page("gitlab.3", "gitlab.com/-/user_settings/applications")
                                .copy("Application ID", "Secret")
                                .drawn());
            default ->
                List.of(
                        page("other.1", "https://").menu("*Clients").press("New client"),
                        page("other.2", "https://").blank(back).press("Save"),
                        page("other.3", "https://")
                                .copy("Client ID", "Client secret")
                                .drawn());
        };
    }

    private static List<ProviderDrawing> google(Blank back) {
        var address = "console.cloud.google.com/apis/credentials";
        return List.of(
                page("google.1", address)
                        .menu("Library", "*Credentials", "OAuth consent screen")
                        .press("Create credentials"),
                page("google.2", address)
                        .menu("API key", "*OAuth client ID", "Service account")
                        .blank(new Blank("Application type", "Web application"))
                        .drawn(),
                page("google.3", address).blank(back).press("Create"),
                page("google.4", address).copy("Client ID", "Client secret").drawn());
    }

    private static List<ProviderDrawing> microsoft(Blank back) {
        var address = "entra.microsoft.com";
        return List.of(
                page("microsoft.1", address)
                        .menu("Users", "*App registrations", "Enterprise apps")
                        .press("New registration"),
                page("microsoft.2", address)
                        .blank(new Blank("Select a platform", "Web"))
                        .blank(back)
                        .press("Register"),
                page("microsoft.3", address)
                        .menu("*Overview", "Authentication")
                        .copy("Application (client) ID", "Directory (tenant) ID")
                        .drawn(),
                page("microsoft.4", address)
                        .menu("*Certificates & secrets", "API permissions")
                        .copy("Value")
                        .press("New client secret"));
    }

    private static List<ProviderDrawing> apple(Blank back) {
        var address = "developer.apple.com/account/resources";
        return List.of(
                page("apple.1", address)
                        .menu("Certificates", "*Identifiers", "Keys")
                        .blank(new Blank("Register a new identifier", "Services IDs"))
                        .press("Continue"),
                page("apple.2", address)
                        .blank(new Blank("Sign in with Apple", "Configure"))
                        .blank(back)
                        .press("Save"),
                page("apple.3", address)
                        .menu("Certificates", "Identifiers", "*Keys")
                        .copy("Key ID")
                        .press("Download"),
                page("apple.4", "developer.apple.com/account")
                        .menu("*Membership details")
                        .copy("Team ID")
                        .drawn());
    }

    private static String labelOfCallback(String kind) {
        return switch (kind) {
            case "google" -> "Authorized redirect URIs";
            case "apple" -> "Return URLs";
            case "github" -> "Authorization callback URL";
            default -> "Redirect URI";
        };
    }

    private static ProviderDrawing page(String step, String address) {
        return new ProviderDrawing(step, address, List.of(), List.of(), null);
    }

    /** A star marks the one to choose. */
    private ProviderDrawing menu(String... entries) {
        var items = List.of(entries).stream()
                .map(it -> it.startsWith("*") ? new Item(it.substring(1), true) : new Item(it, false))
                .toList();
        return new ProviderDrawing(step, address, items, blanks, button);
    }

    private ProviderDrawing blank(Blank blank) {
        var all = new ArrayList<>(blanks);
        all.add(blank);
        return new ProviderDrawing(step, address, menu, all, button);
    }

    private ProviderDrawing copy(String... labels) {
        var copies = List.of(labels).stream().map(it -> new Blank(it, null)).toList();
        return new ProviderDrawing(step, address, menu, copies, button);
    }

    private ProviderDrawing press(String label) {
        return new ProviderDrawing(step, address, menu, blanks, label);
    }

    private ProviderDrawing drawn() {
        return this;
    }
}
