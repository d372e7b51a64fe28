/// What `namiki verify` found.
public struct VerificationReport: Hashable, Sendable {
    public internal(set) var auditRows = 0
    public internal(set) var seals = 0
    /// Seals with at least one signature that holds.
    public internal(set) var signedSeals = 0
    public internal(set) var renderings = 0
    /// Renderings that were drawn again and gave the same bytes.
    public internal(set) var redrawn = 0
    public internal(set) var evidenceFiles = 0
    /// Sealed readings of indicators that were counted again.
    public internal(set) var recounted = 0
    /// Rows of tables that were compared with the trail.
    public internal(set) var trailedRows = 0
    public internal(set) var heads = 0
    public internal(set) var signedHeads = 0
    public internal(set) var timeStamps = 0
    /// Seals and heads that the keys asked for signed only after they were made.
    var signedLater = 0
    private var found = FailureList(max: Audit.failuresMax)
    private var noted = FailureList(max: Audit.failuresMax)

    /// Each failure in words: where, and what is wrong.
    public var failures: [String] { found.all }

    /// What is no failure and has to be known to judge what was proved.
    public var notes: [String] {
        var notes = noted.all
        if seals > signedSeals { notes.insert("署名のない確定版が\(seals - signedSeals)件あります。", at: 0) }
        if heads > signedHeads { notes.append("署名のない日締めが\(heads - signedHeads)件あります。") }
        if signedLater > 0 { notes.append("\(signedLater)件は、記録したときより後に署名したものです。") }
        return notes
    }

    public var isWhole: Bool { failures.isEmpty }

    mutating func fail(_ words: String) {
        found.add(words)
    }

    public mutating func note(_ words: String) {
        noted.add(words)
    }

    /// Proves the signatures of kept time stamps with the certificates that the person trusts.
    public mutating func prove(_ stamps: [TimeStampStore.Kept], by authority: TimeStampAuthority) throws {
        for stamp in stamps {
            do {
                try authority.prove(stamp.reply, of: stamp.head.hash)
            } catch let refusal as TimeStampRefusal where refusal != .noProgram {
                fail("\(stamp.place)：\(refusal.words)")
            }
        }
    }

    public var json: JSON {
        [
            "whole": JSON(isWhole), "auditRows": JSON(auditRows), "seals": JSON(seals),
            "signedSeals": JSON(signedSeals), "renderings": JSON(renderings), "redrawn": JSON(redrawn),
            "evidenceFiles": JSON(evidenceFiles), "recounted": JSON(recounted), "trailedRows": JSON(trailedRows),
            "heads": JSON(heads), "signedHeads": JSON(signedHeads), "timeStamps": JSON(timeStamps),
            "failures": .array(failures.map { .string($0) }), "notes": .array(notes.map { .string($0) }),
        ]
    }

    public var text: String {
        let counts = """
            監査証跡 \(auditRows)件、確定版 \(seals)件、表示 \(renderings)件（うち描き直して一致 \(redrawn)件）、根拠資料 \(evidenceFiles)件、監査証跡と照らした記録 \(trailedRows)件、日締め \(heads)件、時刻の証明 \(timeStamps)件を調べました。
            """
        let again = recounted > 0 ? ["計測値 \(recounted)件を、いまの記録から数え直しました。"] : []
        let known = ([counts] + again + notes.map { "※ \($0)" }).joined(separator: "\n")
        return isWhole
            ? known + "\nすべて、記録したときのままです。"
            : known + "\n合わないものが\(failures.count)件あります。\n" + failures.map { "- \($0)" }.joined(separator: "\n")
    }
}
