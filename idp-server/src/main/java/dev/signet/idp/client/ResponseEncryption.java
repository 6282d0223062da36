package dev.signet.idp.client;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;

/**
 * How an answer to a client is encrypted (RFC 7516).
 *
 * @param algorithm by which the content key is agreed on or encrypted
 * @param method by which the content is encrypted
 */
public record ResponseEncryption(JWEAlgorithm algorithm, EncryptionMethod method) {}
