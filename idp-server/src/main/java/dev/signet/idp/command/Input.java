package dev.signet.idp.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a verb reads; {@code -} is standard input. */
final class Input {

    private static final String STANDARD_INPUT = "-";

    private Input() {}

    static InputStream open(String name, InputStream standardInput) {
        if (name.equals(STANDARD_INPUT)) {
            return standardInput;
        }
        try {
            return Files.newInputStream(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("There is no file " + name, e);
        } catch (IOException e) {
            throw new CommandFailedException("The file " + name + " cannot be read", e);
        }
    }
}
