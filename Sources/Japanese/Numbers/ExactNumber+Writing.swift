extension ExactNumber {
    /// `-6500.5`: the form kept in the database and in JSON, which `init?(_:)` reads back.
    public var plain: String {
        let parts = self.parts
        return parts.sign + parts.whole + parts.fraction
    }

    /// `-6,500.5`, for pages.
    public var grouped: String {
        let parts = self.parts
        return parts.sign + ExactNumber.grouping(parts.whole) + parts.fraction
    }

    /// `▲6,500.5`, as the minus is written in official tables.
    public var japanese: String {
        (isNegative ? "▲" : "") + magnitude.grouped
    }

    /// With its sign, as changes are printed: `+1,700`, `▲300`, `±0`.
    public var signed: String {
        isZero ? "±0" : isNegative ? japanese : "+\(grouped)"
    }

    /// With exactly so many digits after the point, rounded half away from zero (四捨五入): `68.4`, `70.0`.
    public func fixed(_ digits: Int) -> String {
        let rounded = self.rounded(toScale: digits)
        let missing = digits - rounded.scale
        guard missing > 0 else { return rounded.grouped }
        return rounded.grouped + (rounded.scale == 0 ? "." : "") + String(repeating: "0", count: missing)
    }

    private var parts: (sign: String, whole: String, fraction: String) {
        let digits = Array(String(mantissa.magnitude).utf8)
        let padded = Array(repeating: UInt8(0x30), count: max(0, scale + 1 - digits.count)) + digits
        let whole = String(decoding: padded[..<(padded.count - scale)], as: UTF8.self)
        let fraction = scale == 0 ? "" : "." + String(decoding: padded[(padded.count - scale)...], as: UTF8.self)
        return (isNegative ? "-" : "", whole, fraction)
    }

    private static func grouping(_ digits: String) -> String {
        let bytes = Array(digits.utf8)
        var grouped: [UInt8] = []
        for (position, byte) in bytes.enumerated() {
            if position > 0, (bytes.count - position) % 3 == 0 { grouped.append(0x2C) }
            grouped.append(byte)
        }
        return String(decoding: grouped, as: UTF8.self)
    }
}

extension ExactNumber: CustomStringConvertible, Codable {
    public var description: String { plain }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = ExactNumber(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal number: \(text)")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(plain)
    }
}
