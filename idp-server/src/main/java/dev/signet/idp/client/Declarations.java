package dev.signet.idp.client;

import java.util.List;

/**
 * What a configuration file says, once it is read.
 *
 * @param scopes those that the file adds to the built-in ones
 * @param problems what is wrong, in the order of the file; nothing may be applied unless this is empty
 * @param warnings what can be applied but should not stay
 */
record Declarations(
        List<ClientDeclaration> clients,
        List<Scope> scopes,
        List<ConfigurationProblem> problems,
        List<ConfigurationProblem> warnings) {}
