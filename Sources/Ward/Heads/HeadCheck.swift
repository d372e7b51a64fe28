import Japanese
import Storage

/// Proves the chain of daily heads.
struct HeadCheck {
    private let signatures: SignatureCheck
    private var previous: DailyHead?

    init(signatures: SignatureCheck) {
        self.signatures = signatures
    }

    /// Looks at the next head.
    mutating func visit(_ signed: SignedHead, into report: inout VerificationReport) {
        let head = signed.head
        report.heads += 1
        func expect(_ condition: Bool, _ words: String) {
            if !condition { report.fail("\(head.place)：\(words)") }
        }
        expect(head.number == (previous?.number ?? 0) + 1, "前の号（第\((previous?.number ?? 0) + 1)号から）がありません。")
        expect(head.previous == previous?.hash, "前の号の値が合いません。")
        if let previous {
            expect(head.day > previous.day, "日付が、前の号より後ではありません。")
            expect(head.sequence >= previous.sequence, "監査証跡が、前の号より短くなっています。")
            expect(head.sealCount >= previous.sealCount, "確定版が、前の号より少なくなっています。")
        }
        // Rows are numbered from 1 without gaps.
        expect(head.rowCount == head.sequence, "監査証跡の件数が、末尾の番号と合いません。")
        if signatures.check(signed.signatures, of: head.place, since: head.madeAt, into: &report) {
            report.signedHeads += 1
        }
        previous = head
    }

    /// So many days may lie between two heads before it is said.
    static let gapDaysMax = 7

    /// The heads of the store, also against the trail that they close.
    static func prove(
        _ check: SignatureCheck, on connection: any Connection, into report: inout VerificationReport
    ) throws {
        var walk = HeadCheck(signatures: check)
        let signed = try SignatureStore.all(of: .head, on: connection)
        let heads = try DailyHeadStore.all(on: connection)
        let chain = Dictionary(
            try connection.rows(
                """
                SELECT daily_head.number, audit.hash FROM daily_head JOIN audit ON audit.sequence = daily_head.sequence
                """
            ).map { (try $0[0] as Int, try $0[1] as String) }, uniquingKeysWith: { first, _ in first })
        let seals: [Int] = try connection.column(
            "SELECT sequence FROM audit WHERE action = \(SealWitness.action) ORDER BY sequence")
        var sealCount = 0
        var noted = TrailLedger(DailyHeadStore.action, title: "日締め")
        for head in heads {
            walk.visit(SignedHead(head: head, signatures: signed[head.hash] ?? []), into: &report)
            if head.sequence > 0 ? chain[head.number] != head.chain : head.chain != "" {
                report.fail("\(head.place)：監査証跡の\(head.sequence)番までの値が、この日と違います。書き換えられています。")
            }
            while sealCount < seals.count, seals[sealCount] <= head.sequence { sealCount += 1 }
            if sealCount != head.sealCount {
                report.fail("\(head.place)：確定版の数（\(head.sealCount)件）が、監査証跡（\(sealCount)件）と合いません。")
            }
            noted.add(DailyHeadStore.subject(of: head), DailyHeadStore.details(of: head), at: head.madeAt)
        }
        try noted.compare(on: connection, into: &report)
        let known = Set(heads.map(\.hash))
        for hash in signed.keys.filter({ !known.contains($0) }).sorted() {
            report.fail("日締めの署名（値 \(hash)）に当たる日締めがありません。消されたか、書き換えられています。")
        }
        if !check.trusted.isEmpty { try coverage(of: heads, on: connection, into: &report) }
    }

    /// What of the trail no head stands for, or only one that was made long after.
    private static func coverage(
        of heads: [DailyHead], on connection: any Connection, into report: inout VerificationReport
    ) throws {
        let rows: Int = try connection.value("SELECT COUNT(*) FROM audit") ?? 0
        guard let last = heads.last else {
            if rows > 0 { report.fail("日締めがありません。監査証跡（\(rows)件）は、署名では確かめられません。") }
            return
        }
        var covered = 0
        for head in heads {
            defer { covered = head.sequence }
            guard head.sequence > covered else { continue }
            let first: Timestamp? = try connection.value("SELECT at FROM audit WHERE sequence = \(covered + 1)")
            guard let first, first.date.days(to: head.day) > gapDaysMax else { continue }
            report.note(
                "監査証跡の\(covered + 1)番（\(first.date.japanese)）からは、\(head.day.japanese)の日締めで初めて署名されています。その間の書換えは、署名では分かりません。"
            )
        }
        if rows > last.sequence {
            report.note("監査証跡の\(last.sequence + 1)番からの\(rows - last.sequence)件は、次の日締めまで署名されません。")
        }
    }
}
