package dev.signet.idp.command;

import picocli.CommandLine.Command;

@Command(name = "registration-token", description = "Tokens with which clients register themselves.")
class RegistrationTokenCommand {}
