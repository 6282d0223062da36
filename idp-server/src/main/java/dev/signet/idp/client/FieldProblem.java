package dev.signet.idp.client;

/**
 * What is wrong with a field of a registration.
 *
 * @param field name of RFC 7591
 * @param element which one of a list, counted from 1; 0 for the field as a whole
 * @param rule what is broken, with the section that asks for it
 */
public record FieldProblem(String field, int element, String rule) {}
