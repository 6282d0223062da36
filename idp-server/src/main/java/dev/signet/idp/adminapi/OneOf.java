package dev.signet.idp.adminapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A text that is one of the words for these constants: {@code LOCKED_FOR_SAFETY} is {@code locked-for-safety}. */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface OneOf {

    Class<? extends Enum<?>> value();

    /** How constants are written. */
    final class Words {

        private Words() {}

        static String of(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static List<String> of(Class<? extends Enum<?>> type) {
            return Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
        }
    }
}
