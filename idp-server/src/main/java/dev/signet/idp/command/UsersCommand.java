package dev.signet.idp.command;

import picocli.CommandLine.Command;

@Command(name = "users", description = "User accounts.")
class UsersCommand {}
