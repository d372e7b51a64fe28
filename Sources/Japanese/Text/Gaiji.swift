/// A private-use scalar (外字) found in a text: its meaning is known only to the system that wrote it.
public struct Gaiji: Hashable, Sendable {
    /// The private-use scalar itself.
    public let scalar: Unicode.Scalar
    /// Unicode scalars before it in the text.
    public let offset: Int

    public init(scalar: Unicode.Scalar, offset: Int) {
        self.scalar = scalar
        self.offset = offset
    }

    /// Every private-use scalar of a text, in order.
    public static func occurrences(in text: String) -> [Gaiji] {
        var found: [Gaiji] = []
        for (offset, scalar) in text.unicodeScalars.enumerated() where isPrivateUse(scalar) {
            found.append(Gaiji(scalar: scalar, offset: offset))
        }
        return found
    }

    static func isPrivateUse(_ scalar: Unicode.Scalar) -> Bool { isPrivateUse(scalar.value) }

    /// Whether a scalar is private: a 外字 of whoever wrote it.
    public static func isPrivate(_ scalar: Unicode.Scalar) -> Bool { isPrivateUse(scalar.value) }

    /// Whether a scalar's value lies in a private area.
    static func isPrivateUse(_ value: UInt32) -> Bool {
        switch value {
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
        default: false
        }
    }
}
