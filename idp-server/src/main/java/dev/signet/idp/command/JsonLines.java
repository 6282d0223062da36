package dev.signet.idp.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file line by line without trusting it to have short lines. */
class JsonLines {

    private static final int MOST_BYTES = 64 * 1024;

    private final InputStream in;
    private long number;

    JsonLines(InputStream in) {
        this.in = new BufferedInputStream(in, MOST_BYTES);
    }

    /**
     * One line.
     *
     * @param number counts from 1
     * @param text empty if it is longer than 64 KiB; the bytes were skipped
     */
    record Line(long number, Optional<byte[]> text) {

        boolean isBlank() {
            return text.isPresent() && new String(text.get(), StandardCharsets.UTF_8).isBlank();
        }
    }

    /** The next {@code most} lines, fewer at the end. */
    List<Line> next(int most) throws IOException {
        var lines = new ArrayList<Line>(most);
        for (var line = next(); line.isPresent(); line = next()) {
            lines.add(line.get());
            if (lines.size() == most) {
                break;
            }
        }
        return lines;
    }

    private Optional<Line> next() throws IOException {
        var value = in.read();
        if (value < 0) {
            return Optional.empty();
        }
        var text = new ByteArrayOutputStream();
        var tooLong = false;
        for (; value >= 0 && value != '\n'; value = in.read()) {
            if (text.size() < MOST_BYTES) {
                text.write(value);
            } else {
                tooLong = true;
            }
        }
        number++;
        return Optional.of(new Line(number, tooLong ? Optional.empty() : Optional.of(text.toByteArray())));
    }
}
