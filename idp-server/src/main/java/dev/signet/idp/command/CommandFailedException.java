package dev.signet.idp.command;

/** Ends a verb. The message is one sentence for the operator. */
class CommandFailedException extends RuntimeException {

    CommandFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
