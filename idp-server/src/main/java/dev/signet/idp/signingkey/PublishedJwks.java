package dev.signet.idp.signingkey;

/**
 * The key set that relying parties verify with (RFC 7517 §5). Public parts only.
 *
 * @param json the set, equal on every node that knows the same keys
 * @param etag a quoted entity tag (RFC 9110 §8.8.3) of {@code json}
 */
public record PublishedJwks(String json, String etag) {}
