package dev.signet.idp.command;

import picocli.CommandLine.Command;

@Command(name = "config", description = "Clients, scopes and providers as configuration.")
class ConfigCommand {}
