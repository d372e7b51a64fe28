import Japanese

/// A number as the file has it. Excel stores binary fractions, so 0.3 may stand there as 0.30000000000000004.
///
///     StoredNumber("0.30000000000000004")?.exact?.plain   // "0.3"
///     StoredNumber("1.2E3")?.exact?.plain                 // "1200"
public struct StoredNumber: Hashable, Sendable {
    /// As written in the file.
    public let text: String
    /// Its binary value.
    public let double: Double

    /// Reads an ASCII decimal with or without exponent; `nil` for anything else, and beyond the range of a double.
    public init?(_ text: String) {
        guard StoredNumber.isDecimal(text), let value = Double(text), value.isFinite else { return nil }
        self.text = text
        double = value
    }

    /// A whole number.
    public init(_ value: Int) {
        text = String(value)
        double = Double(value)
    }

    /// The decimal that Excel shows: rounded to 15 significant digits, which is what Excel keeps of a number that is typed.
    /// - Returns: `nil` when it has more digits than `ExactNumber` takes, as one third has; see `exact(scale:)`.
    public var exact: ExactNumber? {
        guard let digits = SignificantDigits(text) else { return nil }
        return digits.number(scaleMax: ExactNumber.fractionDigitsMax)
    }

    /// The decimal rounded half away from zero (四捨五入) to so many digits after the point.
    /// - Parameter scale: 0…9
    /// - Returns: `nil` when the number is too large for `ExactNumber`.
    public func exact(scale: Int) -> ExactNumber? {
        guard let digits = SignificantDigits(text) else { return nil }
        return digits.number(roundedTo: max(0, min(scale, ExactNumber.fractionDigitsMax)))
    }

    /// `Double` reads more than a file may hold: hexadecimal, nan, infinity.
    private static func isDecimal(_ text: String) -> Bool {
        var hasDigits = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: hasDigits = true
            case 0x2B, 0x2D, 0x2E, 0x45, 0x65: break
            default: return false
            }
        }
        return hasDigits
    }
}

/// At most 15 significant digits × 10^`exponent`.
private struct SignificantDigits {
    private var mantissa: Int128 = 0
    private var exponent = 0
    private var isNegative = false

    private static let digitsMax = 15

    init?(_ text: String) {
        var digits = 0
        var dropped: UInt8?
        var isFraction = false
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case 0x2D: isNegative = true
            case 0x2B: break
            case 0x2E: isFraction = true
            case 0x30...0x39:
                if digits < SignificantDigits.digitsMax {
                    mantissa = mantissa * 10 + Int128(byte - 0x30)
                    // Leading zeros are not significant.
                    if mantissa != 0 { digits += 1 }
                    if isFraction { exponent -= 1 }
                } else {
                    if dropped == nil { dropped = byte }
                    if !isFraction { exponent += 1 }
                }
            default:
                guard let power = Int(String(decoding: bytes, as: UTF8.self)), abs(power) < 400 else { return nil }
                exponent += power
                bytes = []
            }
        }
        if let dropped, dropped >= 0x35 { mantissa += 1 }
        while mantissa != 0, mantissa % 10 == 0 {
            mantissa /= 10
            exponent += 1
        }
    }

    func number(scaleMax: Int) -> ExactNumber? {
        guard mantissa != 0 else { return .zero }
        return exponent >= -scaleMax ? value(mantissa, exponent) : nil
    }

    func number(roundedTo scale: Int) -> ExactNumber? {
        guard mantissa != 0 else { return .zero }
        var rounded = mantissa
        var power = exponent
        var last: Int128 = 0
        while power < -scale, rounded != 0 || last != 0 {
            last = rounded % 10
            rounded /= 10
            power += 1
        }
        guard power >= -scale else { return .zero }
        return value(last >= 5 ? rounded + 1 : rounded, power)
    }

    /// Within the digits that `ExactNumber` promises for values that were read, so that its arithmetic stays in range.
    private func value(_ magnitude: Int128, _ exponent: Int) -> ExactNumber? {
        let digits = String(magnitude).utf8.count
        guard digits + max(0, exponent) <= ExactNumber.digitsMax else { return nil }
        return ExactNumber(mantissa: isNegative ? -magnitude : magnitude, scale: -exponent)
    }
}
