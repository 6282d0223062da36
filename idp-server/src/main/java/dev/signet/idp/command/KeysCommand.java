package dev.signet.idp.command;

import picocli.CommandLine.Command;

@Command(name = "keys", description = "The keys that sign tokens.")
class KeysCommand {}
