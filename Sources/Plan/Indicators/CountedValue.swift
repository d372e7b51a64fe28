import Japanese
import Storage
import Ward

/// What the platform counted of a connected indicator for a quarter (計測値), as of the round's as-of day. Sections explain or
/// dispute it; nobody types over it.
public struct CountedValue: Hashable, Sendable {
    public let indicator: ID<PlanIndicator>
    public let registryID: String
    /// As the registry called it when it was counted.
    public let name: String
    public let unitName: String
    public let kind: Indicator.Kind
    public let rule: Indicator.Rule
    public let asOf: CivilDate
    /// `nil` when it cannot be counted or is not told: never zero in its place.
    public let value: ExactNumber?
    /// Counted, and not told because so few stand behind it.
    public let isSuppressed: Bool
    public let recordCount: Int
    public let recordsHash: String
    /// Of the reading as it is sealed with the edition.
    public let contentHash: String
    public let countedAt: Timestamp

    public var quantity: Quantity? {
        value.map { Quantity(value: $0, qualifiers: [], unit: nil, raw: $0.plain) }
    }

    /// 12件, or why there is none.
    func printed(for indicator: PlanIndicator) -> String {
        quantity?.printed(for: indicator) ?? (isSuppressed ? "少数のため表示しません" : "値なし（まだ数えられません）")
    }

    /// Where it comes from: beside every number that is printed.
    var note: String {
        "並木の計測値、\(asOf.japanese)現在" + (isSuppressed ? "" : "、数えた記録\(recordCount)件")
    }

    /// Where its definition and its records stand.
    static func path(_ round: String, _ indicator: String) -> String { "/rounds/\(round)/counts/\(indicator)" }

    init(_ row: SQLRow) throws {
        indicator = try row["indicator"]
        registryID = try row["registry_id"]
        name = try row["name"]
        unitName = try row["unit_name"]
        kind = try row["kind"]
        rule = try row["rule"]
        asOf = try row["as_of"]
        value = try row["exact_value"]
        isSuppressed = try row["is_suppressed"]
        recordCount = try row["record_count"]
        recordsHash = try row["records_hash"]
        contentHash = try row["content_hash"]
        countedAt = try row["counted_at"]
    }
}

/// What a section says of a counted value.
public struct ValueRemark: Codable, Hashable, Sendable {
    public let text: String
    /// The section holds the value to be wrong (異議).
    public let isDisputed: Bool

    public init(text: String, isDisputed: Bool) {
        self.text = text
        self.isDisputed = isDisputed
    }

    public static let scalarsMax = 300

    /// 異議　6月分が入っていない。
    var printed: String { "\(isDisputed ? "異議" : "説明")　\(text)" }

    enum CodingKeys: String, CodingKey {
        case text
        case isDisputed = "disputed"
    }

    /// As the history of an answer keeps it.
    var json: JSON { ["text": .string(text), "disputed": .bool(isDisputed)] }

    init?(_ json: JSON) {
        guard let text = json["text"]?.string else { return nil }
        self.init(text: text, isDisputed: json["disputed"] == .bool(true))
    }
}
