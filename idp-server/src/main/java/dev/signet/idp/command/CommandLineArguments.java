package dev.signet.idp.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command line, taken apart: settings are for Spring wherever they stand, the rest is the verb's.
 *
 * @param verb what is left without the settings
 * @param settings options with a dot in their name, such as {@code --idp.data-dir=/srv/signet}
 */
record CommandLineArguments(List<String> verb, List<String> settings) {

    private static final Pattern SETTING = Pattern.compile("--[A-Za-z][A-Za-z0-9-]*\\.[^=\\s]+(=.*)?", Pattern.DOTALL);

    static CommandLineArguments of(String... arguments) {
        var verb = new ArrayList<String>();
        var settings = new ArrayList<String>();
        for (var argument : arguments) {
            (SETTING.matcher(argument).matches() ? settings : verb).add(argument);
        }
        return new CommandLineArguments(List.copyOf(verb), List.copyOf(settings));
    }

    /** Whether this asks for the server: no verb, or {@code serve} and nothing else. */
    boolean serves() {
        return verb.isEmpty() || verb.equals(List.of("serve"));
    }

    boolean has(String setting) {
        return settings.stream().anyMatch(it -> it.startsWith("--" + setting + "="));
    }
}
