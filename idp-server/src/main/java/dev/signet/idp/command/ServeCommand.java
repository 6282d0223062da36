package dev.signet.idp.command;

import picocli.CommandLine.Command;

/** Listed for {@code help}. Serving starts before this is asked, unless the line holds something it does not know. */
@Command(name = "serve", description = "Serve; the same as no verb. Takes settings only, such as --server.port=9000.")
class ServeCommand {}
