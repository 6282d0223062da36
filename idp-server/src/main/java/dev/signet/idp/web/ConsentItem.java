package dev.signet.idp.web;

import org.jspecify.annotations.Nullable;

/** One line of a consent page. */
public record ConsentItem(String label, @Nullable String detail) {}
