package dev.signet.idp.federation;

import org.springframework.context.annotation.Import;

/**
 * What it takes to apply and export providers, without the ways that lead to them. For the verbs of the command line, which
 * have no web server; the server itself finds all of this module.
 */
@Import({ProviderConfiguration.class, ProviderRepository.class, Providers.class, DeclaredProviders.class})
public final class ProviderVerbs {

    private ProviderVerbs() {}
}
