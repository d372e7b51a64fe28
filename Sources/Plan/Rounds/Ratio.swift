import Japanese

/// A quotient of whole numbers, exact, for checking a printed figure against its calculation.
///
/// What leaves 128 bits is `nil`, never a wrong number: the operands were typed by people.
struct Ratio: Hashable, Sendable {
    let numerator: Int128
    /// Positive; without a common divisor with the numerator.
    let denominator: Int128

    init(_ number: ExactNumber) {
        var power: Int128 = 1
        for _ in 0..<number.scale { power *= 10 }
        // A number as read has 18 digits at most, and its scale 9.
        self.init(reducing: number.mantissa, power)
    }

    init(_ number: Int) {
        numerator = Int128(number)
        denominator = 1
    }

    private init(reducing numerator: Int128, _ denominator: Int128) {
        var (a, b) = (numerator.magnitude, denominator.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = a == 0 ? 1 : Int128(a)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / divisor
        self.denominator = sign * denominator / divisor
    }

    var negated: Ratio { Ratio(reducing: -numerator, denominator) }

    func plus(_ other: Ratio) -> Ratio? {
        guard let left = Self.product(numerator, other.denominator),
            let right = Self.product(other.numerator, denominator),
            let below = Self.product(denominator, other.denominator)
        else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Ratio(reducing: sum, below)
    }

    func times(_ other: Ratio) -> Ratio? {
        guard let above = Self.product(numerator, other.numerator),
            let below = Self.product(denominator, other.denominator)
        else { return nil }
        return Ratio(reducing: above, below)
    }

    /// - Returns: `nil` for a zero divisor too.
    func divided(by other: Ratio) -> Ratio? {
        other.numerator == 0 ? nil : times(Ratio(reducing: other.denominator, other.numerator))
    }

    private static func product(_ left: Int128, _ right: Int128) -> Int128? {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        // The lowest number has no opposite.
        return overflow || product == .min ? nil : product
    }

    static func < (left: Ratio, right: Ratio) -> Bool? {
        left.negated.plus(right).map { $0.numerator > 0 }
    }

    /// Rounded to so many digits, for people.
    func printed(digits: Int) -> String? {
        guard numerator.magnitude < 1 << 80, denominator.magnitude < 1 << 80 else { return nil }
        return ExactNumber(mantissa: numerator).divided(by: ExactNumber(mantissa: denominator), scale: digits)?.grouped
    }
}

extension Quantity {
    /// Whether a calculation gives this figure: to the last digit written for an exact one, to the last digit that is not
    /// zero for 約, and on the right side for 以上 and its like.
    func isBorneOut(by result: Ratio) -> Bool {
        let own = Ratio(value)
        func isBelow(_ left: Ratio, _ right: Ratio) -> Bool { (left < right) ?? false }
        for qualifier in qualifiers {
            switch qualifier {
            case .atLeast, .moreThan, .someMore, .justOver:
                return !isBelow(result, own)
            case .atMost, .lessThan, .justUnder:
                return !isBelow(own, result)
            case .approximately, .around, .cumulative, .effective: break
            }
        }
        let isRounded = qualifiers.contains(.approximately) || qualifiers.contains(.around)
        var step = Ratio(1)
        for _ in 0..<value.scale { step = step.divided(by: Ratio(10)) ?? step }
        if isRounded, value.scale == 0 {
            var rest = value.mantissa
            while rest != 0, rest % 10 == 0 {
                rest /= 10
                step = step.times(Ratio(10)) ?? step
            }
        }
        guard let difference = result.plus(own.negated), let half = step.divided(by: Ratio(2)) else { return false }
        let size = difference.numerator < 0 ? difference.negated : difference
        return !isBelow(half, size)
    }
}
