package dev.signet.idp.command;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Print the version.")
class VersionCommand implements Runnable, IVersionProvider {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println(version());
    }

    @Override
    public String[] getVersion() {
        return new String[] {version()};
    }

    /** From the jar's manifest, which an unpacked build does not have. */
    private static String version() {
        var version = VersionCommand.class.getPackage().getImplementationVersion();
        return "Signet " + Objects.requireNonNullElse(version, "(unpackaged build)");
    }
}
