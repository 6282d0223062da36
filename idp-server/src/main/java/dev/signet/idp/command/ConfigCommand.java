package dev.signet.idp.command;

import picocli.CommandLine.Command;

@Command(name = "config", description = "Clients and scopes as configuration.")
class ConfigCommand {}
