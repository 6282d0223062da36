package dev.signet.idp.client;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param file as it was given
 * @param line counted from 1; 0 where it is about the file as a whole
 * @param path where in the file, such as {@code clients[0].redirect_uris[1]}; empty for the file as a whole
 * @param rule what is broken, with the section that asks for it
 */
public record ConfigurationProblem(String file, int line, String path, String rule) {

    /** {@code config/clients.yaml:14: clients[0].redirect_uris[1]: fragment not allowed, RFC 6749 §3.1.2}. */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (path.isEmpty() ? "" : path + ": ") + rule;
    }
}
