package dev.signet.idp.command;

import picocli.CommandLine.Option;

/** What every verb understands. */
class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;
}
