package dev.signet.idp.password;

/** A rule that a chosen password breaks. Pages say it with the message {@code password.violation.<name>}. */
public enum PasswordViolation {
    TOO_SHORT,
    TOO_LONG,
    IS_EMAIL,

    /** Little more than the person's name or address. */
    TOO_SIMILAR,
    TOO_COMMON,

    /** Among the last passwords of the account. */
    USED_BEFORE,

    /** Of too few kinds of characters, where an operator asks for that. */
    TOO_UNIFORM
}
