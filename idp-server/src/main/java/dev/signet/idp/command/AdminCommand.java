package dev.signet.idp.command;

import picocli.CommandLine.Command;

@Command(name = "admin", description = "Administrators.")
class AdminCommand {}
