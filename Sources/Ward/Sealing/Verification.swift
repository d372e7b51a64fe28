import Japanese
import Storage

/// Recomputes every hash of the memory: the audit chain, sealed editions, their renderings, and evidence; and compares
/// them with what the trail says was sealed and kept.
public enum Verification {
    /// - Parameters:
    ///   - renderers: by kind of seal.
    ///   - registry: what can be counted again; what it does not know is not.
    ///   - outside: compares what lies outside the store with what was sealed.
    public static func run(
        renderers: [String: SealRenderer], counting registry: IndicatorRegistry = .empty,
        outside: [Proof.Comparison] = [], on connection: any Connection
    ) throws -> VerificationReport {
        var report = VerificationReport()
        let audit = try Audit.verify(on: connection)
        report.auditRows = audit.rows
        audit.failures.forEach { report.fail($0) }
        try checking("確定版", &report) { try proveSeals(renderers, on: connection, into: &$0) }
        try checking("計測値", &report) { try recount(registry, on: connection, into: &$0) }
        try checking("根拠資料", &report) { try proveEvidence(on: connection, into: &$0) }
        for compare in outside {
            try checking("データベースの外", &report) { report in
                for failure in try compare(connection) { report.fail(failure) }
            }
        }
        return report
    }

    /// A column of the wrong type is a finding, not the end of the search.
    private static func checking(
        _ place: String, _ report: inout VerificationReport, _ body: (inout VerificationReport) throws -> Void
    ) throws {
        do {
            try body(&report)
        } catch StorageError.decoding(let column, _) {
            report.fail("\(place)：列「\(column)」が読めません。ここから先は調べられませんでした。")
        }
    }

    private static func proveSeals(
        _ renderers: [String: SealRenderer], on connection: any Connection, into report: inout VerificationReport
    ) throws {
        var previous: [String: Seal] = [:]
        var sealed = Ledger(SealWitness.action, title: "確定版")
        var attached = Ledger(SealWitness.attachAction, title: "後から付けた表示")
        let contents: SealedContents = { kind, hash in
            let text: String? = try? connection.value(
                "SELECT content FROM seal WHERE kind = \(kind) AND content_hash = \(hash)")
            return text.flatMap { try? JSON(parsing: $0) }
        }
        for seal in try SealStore.all(on: connection).sorted(by: { $0.edition < $1.edition }) {
            let subject = SealWitness.subject(of: seal)
            let record = try SealRecord(seal, on: connection)
            record.verify(
                after: previous[subject]?.hash, renderer: renderers[seal.kind], sealed: contents,
                into: &report)
            previous[subject] = seal
            sealed.add(subject, SealWitness.details(of: seal), at: seal.sealedAt)
            for rendering in record.renderings where !rendering.isSealed {
                let details = SealWitness.details(
                    ofAttached: rendering.type, hash: rendering.hash, edition: seal.edition)
                attached.add(subject, details, at: rendering.attachedAt)
            }
        }
        try sealed.compare(on: connection, into: &report)
        try attached.compare(on: connection, into: &report)
    }

    /// Counts sealed readings again. Another value is told and is no failure of the seal: a record may have come later.
    private static func recount(
        _ registry: IndicatorRegistry, on connection: any Connection, into report: inout VerificationReport
    ) throws {
        let seals = try SealStore.all(on: connection).filter { $0.kind == Indicator.sealKind }
        let newest = Dictionary(seals.map { ($0.subject, $0) }) { $0.edition < $1.edition ? $1 : $0 }
        for seal in newest.values.sorted(by: { $0.subject < $1.subject }) {
            let parts = seal.subject.split(separator: "@").map(String.init)
            guard let content = try? SealStore.content(of: seal, on: connection), parts.count == 2,
                let indicator = registry[parts[0]], let day = CivilDate(iso: parts[1]),
                let sealed = IndicatorReading(content)
            else { continue }
            guard let reading = try? indicator.measure(day, connection) else {
                report.remark("計測値「\(indicator.name)」（\(day.japanese)現在）は、数え直せませんでした。")
                continue
            }
            report.recounted += 1
            guard reading.value != sealed.value || reading.recordsHash != sealed.recordsHash else { continue }
            func words(_ reading: IndicatorReading) -> String {
                "\(reading.value.map { "\($0.grouped)\(indicator.unitName)" } ?? "値なし")（記録\(reading.records.count)件）"
            }
            report.remark(
                "計測値「\(indicator.name)」（\(day.japanese)現在）は、確定したとき\(words(sealed))、いま数えると\(words(reading))です。後から加わった記録か、なくなった記録がないかを確かめてください。"
            )
        }
    }

    private static func proveEvidence(
        on connection: any Connection, into report: inout VerificationReport
    ) throws {
        var kept = Ledger(EvidenceStore.keepAction, title: "根拠資料")
        for hash in try connection.column("SELECT hash FROM evidence ORDER BY hash", as: String.self) {
            report.evidenceFiles += 1
            // One file at a time in memory.
            let bytes: [UInt8]? = try connection.value("SELECT bytes FROM evidence WHERE hash = \(hash)")
            if bytes.map({ ContentHash.of($0) }) != hash {
                report.fail("根拠資料 \(hash) の中身が、保存したときと違います。")
            }
            if let file = try EvidenceStore.find(hash, on: connection) {
                kept.add(EvidenceStore.subject(of: hash), EvidenceStore.details(of: file), at: file.keptAt)
            }
        }
        try kept.compare(on: connection, into: &report)
    }
}

/// What is in the store, to be compared with what the audit trail says was put there.
private struct Ledger {
    let action: String
    let title: String
    private var entries: [[UInt8]: String] = [:]

    init(_ action: String, title: String) {
        self.action = action
        self.title = title
    }

    mutating func add(_ subject: String, _ details: JSON, at moment: Timestamp) {
        entries[Self.key(subject, details.canonical, moment)] = subject
    }

    func compare(on connection: any Connection, into report: inout VerificationReport) throws {
        var unwitnessed = entries
        for row in try connection.rows(
            "SELECT subject, details, at FROM audit WHERE action = \(action) ORDER BY sequence")
        {
            let subject: String = try row[0]
            let details: String = try row[1]
            guard unwitnessed.removeValue(forKey: Self.key(subject, details, try row[2])) == nil else { continue }
            report.fail("\(title) \(subject)：監査証跡にある記録 \(details) が、残っていないか変わっています。")
        }
        for subject in unwitnessed.values.sorted() {
            report.fail("\(title) \(subject)：監査証跡にない記録です。")
        }
    }

    private static func key(_ subject: String, _ details: String, _ moment: Timestamp) -> [UInt8] {
        Array("\(moment.milliseconds) \(subject) \(details)".utf8)
    }
}
