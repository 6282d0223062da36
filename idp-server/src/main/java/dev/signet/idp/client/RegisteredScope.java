package dev.signet.idp.client;

/**
 * A scope as it is stored.
 *
 * @param source {@code file} or {@code console}
 * @param version changes with every change
 */
public record RegisteredScope(Scope scope, String source, long version) {}
