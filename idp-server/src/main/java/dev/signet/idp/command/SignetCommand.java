package dev.signet.idp.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The jar itself. Without a verb it serves, so it gets here only with options that it does not have. */
@Command(
        name = "signet",
        description = "Signet, an OAuth 2.0 authorization server and OpenID Provider. Without a verb it serves.",
        synopsisSubcommandLabel = "VERB",
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "Every verb takes settings as options: --idp.data-dir=./data, --spring.datasource.url=jdbc:postgresql:…",
            "Exit codes: 0 done, 1 refused or failed in whole or in part, 2 not understood."
        })
class SignetCommand {

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean version;
}
