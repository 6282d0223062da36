package dev.signet.idp.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Consecutive addresses, written as in RFC 4632: an address and the number of bits that count. */
record AddressBlock(InetAddress start, int bits) {

    static AddressBlock of(String text) {
        var slash = text.indexOf('/');
        return new AddressBlock(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    /** Whether {@link #of} takes {@code text}. */
    static boolean isWellFormed(String text) {
        try {
            var block = of(text);
            return block.bits >= 0 && block.bits <= block.start.getAddress().length * 8;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    static List<AddressBlock> all(String... blocks) {
        return Stream.of(blocks).map(AddressBlock::of).toList();
    }

    boolean contains(InetAddress address) {
        var own = start.getAddress();
        var other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> (bit % 8);
            if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
