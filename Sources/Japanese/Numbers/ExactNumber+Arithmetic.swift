extension ExactNumber: Comparable {
    public static func + (left: ExactNumber, right: ExactNumber) -> ExactNumber {
        let (first, second, scale) = aligned(left, right)
        return ExactNumber(mantissa: first + second, scale: scale)
    }

    public static func - (left: ExactNumber, right: ExactNumber) -> ExactNumber {
        left + -right
    }

    public static prefix func - (number: ExactNumber) -> ExactNumber {
        ExactNumber(mantissa: -number.mantissa, scale: number.scale)
    }

    public static func * (left: ExactNumber, right: ExactNumber) -> ExactNumber {
        ExactNumber(mantissa: left.mantissa * right.mantissa, scale: left.scale + right.scale)
    }

    public static func += (left: inout ExactNumber, right: ExactNumber) {
        left = left + right
    }

    public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        let (first, second, _) = aligned(left, right)
        return first < second
    }

    /// The quotient rounded half away from zero (四捨五入) to so many digits after the point; `nil` for a zero divisor.
    ///
    ///     ExactNumber(5400).divided(by: 79, scale: 1)   // 68.4
    public func divided(by divisor: ExactNumber, scale digits: Int) -> ExactNumber? {
        guard !divisor.isZero else { return nil }
        var numerator = mantissa
        var denominator = divisor.mantissa
        let shift = digits + divisor.scale - scale
        if shift >= 0 {
            numerator *= ExactNumber.power(shift)
        } else {
            denominator *= ExactNumber.power(-shift)
        }
        return ExactNumber(mantissa: ExactNumber.quotient(numerator, denominator), scale: digits)
    }

    /// Rounded half away from zero (四捨五入).
    public func rounded(toScale digits: Int) -> ExactNumber {
        guard scale > digits else { return self }
        return ExactNumber(
            mantissa: ExactNumber.quotient(mantissa, ExactNumber.power(scale - digits)), scale: digits)
    }

    private static func quotient(_ numerator: Int128, _ denominator: Int128) -> Int128 {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        guard remainder.magnitude >= denominator.magnitude - remainder.magnitude else { return quotient }
        return quotient + ((numerator < 0) == (denominator < 0) ? 1 : -1)
    }

    private static func aligned(_ left: ExactNumber, _ right: ExactNumber) -> (Int128, Int128, Int) {
        let scale = max(left.scale, right.scale)
        return (
            left.mantissa * power(scale - left.scale), right.mantissa * power(scale - right.scale), scale
        )
    }

    private static func power(_ exponent: Int) -> Int128 {
        var value: Int128 = 1
        for _ in 0..<exponent { value *= 10 }
        return value
    }
}
