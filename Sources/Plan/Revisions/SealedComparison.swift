import Site
import Storage
import Ward

/// A 新旧対照表 as sealed: read back from its JSON, without the versions it came from.
struct SealedComparison: SealedDocument, Hashable {
    static let kind = "plan.version"
    static let drawing = DocumentStyle.version

    let planTitle: String
    let oldTitle: String
    let newTitle: String
    /// 第2回デジタル・セキュリティ部会　決定事項1, or empty before the decision.
    let decision: String
    let isSample: Bool
    let rows: [PlanComparison.Row]

    enum CodingKeys: String, CodingKey {
        case decision, isSample, rows
        case planTitle = "plan"
        case oldTitle = "old"
        case newTitle = "new"
    }

    init(_ comparison: PlanComparison, decision: String, isSample: Bool) {
        planTitle = comparison.new.planTitle
        oldTitle = Self.title(comparison.old.number, comparison.old.effectiveOn)
        newTitle = Self.title(comparison.new.number, comparison.new.effectiveOn)
        self.decision = decision
        self.isSample = isSample
        rows = comparison.rows
    }

    private static func title(_ number: Int, _ day: String) -> String {
        "第\(number)版" + (day.isEmpty ? "" : "（\(day)施行）")
    }

    func drawn(_ heading: SealHeading) -> [UInt8] {
        Array(ComparisonDocument(content: self, heading: heading).html.text.utf8)
    }

    /// With its seal; `nil` for a version that was not decided here.
    static func latest(
        of version: PlanVersion, on connection: any Connection
    ) throws -> (seal: Seal, content: SealedComparison)? {
        guard let seal = try SealStore.latest(kind: kind, subject: version.id.text, on: connection) else { return nil }
        return try content(of: seal, on: connection).map { (seal, $0) }
    }
}
