package dev.signet.idp.command;

import picocli.CommandLine.Command;

@Command(name = "audit", description = "The audit trail.")
class AuditCommand {}
