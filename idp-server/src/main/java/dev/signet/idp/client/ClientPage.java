package dev.signet.idp.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some clients in the order of their ids, disabled ones included.
 *
 * @param next where the next page starts; null at the end
 */
public record ClientPage(
        List<ListedClient> clients, @Nullable String next) {}
