package dev.signet.idp.adminapi;

/** Clients and scopes as a file. Implemented by module {@code admin}. */
public interface ConfigurationDesk {

    /** What {@code config export} prints: YAML without secrets. */
    String export();
}
