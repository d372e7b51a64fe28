import Japanese
import Storage

/// Recomputes every hash of the memory: the audit chain, sealed editions, their renderings, and evidence; and compares
/// them with what the trail says was sealed, kept and decided.
///
/// Whoever can write the whole database can make all of that agree anew. Against them stand the signatures of a key that they
/// do not have, and what left the system before.
public enum Verification {
    /// - Parameters:
    ///   - renderers: by kind of seal.
    ///   - tables: of modules, that the trail tells of.
    ///   - registry: what can be counted again; what it does not know is not.
    ///   - outside: compares what lies outside the store with what was sealed.
    ///   - keys: one of them must have signed every seal and every daily head while it was valid; where there are none,
    ///     what is not signed is noted only.
    ///   - earlier: what left the system before, with which everything of then must agree.
    public static func run(
        renderers: [String: SealRenderer], tables: [TrailedTable] = [], counting registry: IndicatorRegistry = .empty,
        outside: [Proof.Comparison] = [], signedBy keys: [TrustedKey] = [], against earlier: EarlierState? = nil,
        on connection: any Connection
    ) throws -> VerificationReport {
        var report = VerificationReport()
        let audit = try Audit.verify(on: connection)
        report.auditRows = audit.rows
        audit.failures.forEach { report.fail($0) }
        var recorded: [RecordedKey] = []
        try checking("署名の鍵", &report) { _ in recorded = try KeyRegister.list(on: connection) }
        let check = SignatureCheck(
            trusted: keys,
            recorded: Dictionary(recorded.map { ($0.publicKey, $0) }, uniquingKeysWith: { first, _ in first }))
        try checking("確定版", &report) { try proveSeals(renderers, check, on: connection, into: &$0) }
        try checking("計測値", &report) { try recount(registry, on: connection, into: &$0) }
        try checking("日締め", &report) { try HeadCheck.prove(check, on: connection, into: &$0) }
        try checking("時刻の証明", &report) { try TimeStampStore.prove(on: connection, into: &$0) }
        try checking("根拠資料", &report) { try proveEvidence(on: connection, into: &$0) }
        for table in WardTrail.tables + tables {
            try checking(table.title, &report) { try table.verify(on: connection, into: &$0) }
        }
        for compare in outside {
            try checking("データベースの外", &report) { report in
                for failure in try compare(connection) { report.fail(failure) }
            }
        }
        if let earlier {
            try checking("以前の記録", &report) { try earlier.compare(signedBy: keys, on: connection, into: &$0) }
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
        _ renderers: [String: SealRenderer], _ check: SignatureCheck, on connection: any Connection,
        into report: inout VerificationReport
    ) throws {
        var hashes: Set<String> = []
        var sealed = TrailLedger(SealWitness.action, title: "確定版")
        var attached = TrailLedger(SealWitness.attachAction, title: "後から付けた表示")
        let seals = try SealStore.all(on: connection)
        let known = Dictionary(
            seals.map { ("\($0.kind) \($0.contentHash)", $0.id) }, uniquingKeysWith: { first, _ in first })
        var walk = SealCheck(signatures: check) { kind, hash in
            guard let id = known["\(kind) \(hash)"] else { return nil }
            let text: String? = try? connection.value("SELECT content FROM seal WHERE id = \(id)")
            return text.flatMap { try? JSON(parsing: $0) }
        }
        for seal in seals.sorted(by: { $0.edition < $1.edition }) {
            let subject = SealWitness.subject(of: seal)
            let record = try SealRecord(seal, on: connection)
            walk.visit(record, renderer: renderers[seal.kind], into: &report)
            hashes.insert(seal.hash)
            sealed.add(subject, SealWitness.details(of: seal), at: seal.sealedAt)
            for rendering in record.renderings where !rendering.isSealed {
                let details = SealWitness.details(
                    ofAttached: rendering.type, hash: rendering.hash, edition: seal.edition)
                attached.add(subject, details, at: rendering.attachedAt)
            }
        }
        try sealed.compare(on: connection, into: &report)
        try attached.compare(on: connection, into: &report)
        for hash in try SignatureStore.hashes(of: .seal, on: connection) where !hashes.contains(hash) {
            report.fail("確定版の署名（封の値 \(hash)）に当たる確定版がありません。消されたか、書き換えられています。")
        }
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
                report.note("計測値「\(indicator.name)」（\(day.japanese)現在）は、数え直せませんでした。")
                continue
            }
            report.recounted += 1
            guard reading.value != sealed.value || reading.recordsHash != sealed.recordsHash else { continue }
            func words(_ reading: IndicatorReading) -> String {
                "\(reading.value.map { "\($0.grouped)\(indicator.unitName)" } ?? "値なし")（記録\(reading.records.count)件）"
            }
            report.note(
                "計測値「\(indicator.name)」（\(day.japanese)現在）は、確定したとき\(words(sealed))、いま数えると\(words(reading))です。後から加わった記録か、なくなった記録がないかを確かめてください。"
            )
        }
    }

    private static func proveEvidence(
        on connection: any Connection, into report: inout VerificationReport
    ) throws {
        var kept = TrailLedger(EvidenceStore.keepAction, title: "根拠資料")
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
