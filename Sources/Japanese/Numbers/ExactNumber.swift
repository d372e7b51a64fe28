/// An exact decimal number: `mantissa` × 10^−`scale`.
///
///     let hours = ExactNumber("6500.50")
///     hours?.plain       // "6500.5"
///     hours?.grouped     // "6,500.5"
///
/// Always normalised (no trailing zeros after the point), so equal values are equal and hash alike. The mantissa has 128 bits:
/// sums of a thousand million values read from text stay exact. Arithmetic that leaves the range stops the program as
/// Swift's own integers do; it cannot be reached by adding, or by multiplying two values that were read.
public struct ExactNumber: Hashable, Sendable {
    /// All digits as one integer.
    public let mantissa: Int128
    /// Digits after the decimal point, 0…36.
    public let scale: Int

    /// Digits a text may hold before and after the point together.
    public static let digitsMax = 18
    /// Of these, digits after the point.
    public static let fractionDigitsMax = 9

    /// `mantissa` × 10^−`scale`; a negative scale multiplies.
    public init(mantissa: some BinaryInteger, scale: Int = 0) {
        var reduced = Int128(mantissa)
        var digits = scale
        while digits > 0, reduced % 10 == 0 {
            reduced /= 10
            digits -= 1
        }
        while digits < 0 {
            reduced *= 10
            digits += 1
        }
        self.mantissa = reduced
        self.scale = digits
    }

    /// A whole number.
    public init(_ value: Int) {
        mantissa = Int128(value)
        scale = 0
    }

    /// Reads ASCII `-12.50`, `+3`, `0.5`; grouping commas, spaces, exponents, more than 18 digits and more
    /// than 9 after the point are refused.
    /// For text written by people use `QuantityReader`.
    public init?(_ text: some StringProtocol) {
        var negative = false
        var value: Int128 = 0
        var digits = 0
        var pointAt: Int?
        for (position, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x2D where position == 0: negative = true
            case 0x2B where position == 0: break
            case 0x2E where pointAt == nil && digits > 0: pointAt = digits
            case 0x30...0x39:
                value = value * 10 + Int128(byte - 0x30)
                digits += 1
                if digits > ExactNumber.digitsMax { return nil }
            default: return nil
            }
        }
        let fractionDigits = pointAt.map { digits - $0 } ?? 0
        guard digits > 0, pointAt != digits, fractionDigits <= ExactNumber.fractionDigitsMax else { return nil }
        self.init(mantissa: negative ? -value : value, scale: fractionDigits)
    }

    public static let zero = ExactNumber(0)

    public var isNegative: Bool { mantissa < 0 }
    public var isZero: Bool { mantissa == 0 }
    /// The value without its sign.
    public var magnitude: ExactNumber { isNegative ? ExactNumber(mantissa: -mantissa, scale: scale) : self }

    /// The value as an integer; `nil` when it has a fraction or is too large.
    public var integer: Int? { scale == 0 ? Int(exactly: mantissa) : nil }
}

extension ExactNumber: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) {
        self.init(value)
    }
}
