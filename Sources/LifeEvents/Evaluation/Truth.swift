/// True, false, or not known: strong Kleene logic. Not known is never false.
public enum Truth: UInt8, Hashable, Sendable, CaseIterable {
    case no, unknown, yes

    public init(_ value: Bool) { self = value ? .yes : .no }

    public var negated: Truth {
        switch self {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    /// The weaker of two.
    public static func && (left: Truth, right: Truth) -> Truth { left.rawValue < right.rawValue ? left : right }
    /// The stronger of two.
    public static func || (left: Truth, right: Truth) -> Truth { left.rawValue > right.rawValue ? left : right }
}
