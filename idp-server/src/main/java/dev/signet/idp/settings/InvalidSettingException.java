package dev.signet.idp.settings;

/** A setting that stops the start. The message is one sentence for the operator and names the key. */
public class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String sentence) {
        super(sentence);
    }

    public InvalidSettingException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
