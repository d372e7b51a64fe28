/// What `namiki verify` found.
public struct VerificationReport: Hashable, Sendable {
    public internal(set) var auditRows = 0
    public internal(set) var seals = 0
    public internal(set) var renderings = 0
    /// Renderings that were drawn again and gave the same bytes.
    public internal(set) var redrawn = 0
    public internal(set) var evidenceFiles = 0
    /// Sealed readings of indicators that were counted again.
    public internal(set) var recounted = 0
    private var found = FailureList(max: Audit.failuresMax)
    private var told = FailureList(max: Audit.failuresMax)

    /// Each failure in words: where, and what is wrong.
    public var failures: [String] { found.all }

    /// What people should look at although every seal holds, such as a reading that gives another value when it is counted
    /// again.
    public var remarks: [String] { told.all }

    public var isWhole: Bool { failures.isEmpty }

    mutating func fail(_ words: String) {
        found.add(words)
    }

    mutating func remark(_ words: String) {
        told.add(words)
    }

    public var json: JSON {
        [
            "whole": JSON(isWhole), "auditRows": JSON(auditRows), "seals": JSON(seals), "renderings": JSON(renderings),
            "redrawn": JSON(redrawn), "evidenceFiles": JSON(evidenceFiles),
            "recounted": JSON(recounted), "remarks": .array(remarks.map { .string($0) }),
            "failures": .array(failures.map { .string($0) }),
        ]
    }

    public var text: String {
        let counts = """
            監査証跡 \(auditRows)件、確定版 \(seals)件、表示 \(renderings)件（うち描き直して一致 \(redrawn)件）、根拠資料 \(evidenceFiles)件を調べました。
            """
        let outcome =
            isWhole
            ? "\nすべて、記録したときのままです。"
            : "\n合わないものが\(failures.count)件あります。\n" + failures.map { "- \($0)" }.joined(separator: "\n")
        let again = recounted > 0 ? "\n計測値 \(recounted)件を、いまの記録から数え直しました。" : ""
        let rest =
            remarks.isEmpty
            ? "" : "\n確かめることが\(remarks.count)件あります。\n" + remarks.map { "- \($0)" }.joined(separator: "\n")
        return counts + outcome + again + rest
    }
}
