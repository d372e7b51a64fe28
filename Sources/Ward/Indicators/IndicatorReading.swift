import Japanese

/// A value with the records it was counted from.
public struct IndicatorReading: Hashable, Sendable {
    /// Where a value comes from.
    public enum Origin: String, Sendable, CaseIterable {
        /// Counted by the platform from its own records.
        case measured
        /// 自己申告: typed by a person, and marked as such wherever it is printed.
        case selfDeclared

        public var title: String {
            switch self {
            case .measured: "計測値"
            case .selfDeclared: "自己申告"
            }
        }
    }

    /// `nil` when it cannot be counted yet: never zero in its place.
    public let value: ExactNumber?
    /// 約, 以上 …: kept with the value in every output.
    public let qualifiers: [Qualifier]
    /// Records, as `kind/identifier`, that can be looked up; for evidence files `evidence/hash`.
    public let records: [String]
    public let origin: Origin
    /// It was counted, and is not told because so few people stand behind it.
    public let isSuppressed: Bool

    /// Stands for the list of records, in the order of their addresses.
    public var recordsHash: String {
        ContentHash.of(JSON.array(records.sorted().map { .string($0) }).canonical)
    }

    /// Too few to be told: neither the value nor the records, whose number would tell it.
    public static let suppressed = IndicatorReading(value: nil, records: [], isSuppressed: true)

    public init(
        value: ExactNumber?, qualifiers: [Qualifier] = [], records: [String], origin: Origin = .measured,
        isSuppressed: Bool = false
    ) {
        self.isSuppressed = isSuppressed
        self.value = value
        self.qualifiers = qualifiers
        self.records = records
        self.origin = origin
    }
}
