import Foundation
import Japanese
import Storage

/// What left the system before and was kept elsewhere: an older bundle, or one daily head. Whatever stood there must still
/// stand, word for word: the one proof that needs no key.
public struct EarlierState: Sendable {
    private let records: [SealRecord]
    private let heads: [SignedHead]
    /// As people call what they kept.
    private let name: String

    /// - Parameters:
    ///   - bytes: of a bundle or of a file of ``HeadFile``.
    ///   - name: of the file.
    /// - Throws: ``SealBundleRefusal``.
    public init(parsing bytes: [UInt8], name: String) throws(SealBundleRefusal) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard HeadFile.isHead(text) else {
            self.init(try SealBundle(parsing: bytes), name: name)
            return
        }
        guard let head = HeadFile.read(text) else { throw .damagedHead(position: 1) }
        self.init([], [head], name: name)
    }

    /// - Parameter name: of the file.
    public init(_ bundle: SealBundle, name: String) {
        self.init(bundle.records, bundle.heads, name: name)
    }

    private init(_ records: [SealRecord], _ heads: [SignedHead], name: String) {
        (self.records, self.heads, self.name) = (records, heads, name)
    }

    /// That the kept file itself is whole, and signed where signatures are asked for: a forged one would prove nothing.
    private func proveItself(signedBy keys: [TrustedKey], into report: inout VerificationReport) {
        let check = SignatureCheck(trusted: keys, recorded: nil)
        var own = VerificationReport()
        var editions = SealCheck(signatures: check) { _, _ in nil }
        for record in records.sorted(by: { $0.seal.edition < $1.seal.edition }) {
            editions.visit(record, renderer: nil, into: &own)
        }
        for signed in heads {
            _ = check.check(signed.signatures, of: signed.head.place, since: signed.head.madeAt, into: &own)
        }
        for failure in own.failures { report.fail("「\(name)」の\(failure)") }
    }

    /// Compares with the database, one record at a time.
    func compare(
        signedBy keys: [TrustedKey], on connection: any Connection, into report: inout VerificationReport
    ) throws {
        proveItself(signedBy: keys, into: &report)
        let lines = Dictionary(grouping: try SealStore.all(on: connection), by: SealWitness.subject)
        for record in records {
            let line = lines[SealWitness.subject(of: record.seal)] ?? []
            let now = line.first { $0.edition == record.seal.edition }
            compare(
                record, with: try now.map { try SealRecord($0, on: connection) },
                newest: line.map(\.edition).max(), into: &report)
        }
        if heads.isEmpty {
            report.note("「\(name)」には日締めがありません。監査証跡の末尾が切り取られていないかは、これでは分かりません。")
        }
        let end: Int = try connection.value("SELECT COALESCE(MAX(sequence), 0) FROM audit") ?? 0
        var kept = 0
        for signed in heads.sorted(by: { $0.head.sequence < $1.head.sequence }) {
            let head = signed.head
            let chain: String? =
                try head.sequence == 0
                ? "" : connection.value("SELECT hash FROM audit WHERE sequence = \(head.sequence)")
            if chain == head.chain {
                kept = head.sequence
                continue
            }
            if end < head.sequence {
                report.fail(
                    "監査証跡：「\(name)」の\(head.place)では\(head.sequence)番までありましたが、今は\(end)番までです。末尾の\(end + 1)番からが切り取られています。")
            } else {
                report.fail(
                    "監査証跡：\(kept + 1)番から\(head.sequence)番までのどこかが、「\(name)」の\(head.place)の後に書き換えられています。")
            }
            // What comes later rests on the same rows.
            break
        }
    }

    /// Compares with a newer bundle.
    func compare(with bundle: SealBundle, signedBy keys: [TrustedKey], into report: inout VerificationReport) {
        proveItself(signedBy: keys, into: &report)
        let now = Dictionary(
            bundle.records.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
        let newest = Dictionary(
            bundle.records.map { (SealWitness.subject(of: $0.seal), $0.seal.edition) }, uniquingKeysWith: max)
        for record in records {
            compare(
                record, with: now[record.place], newest: newest[SealWitness.subject(of: record.seal)], into: &report)
        }
        let present = Dictionary(
            bundle.heads.map { ($0.head.number, $0.head) }, uniquingKeysWith: { first, _ in first })
        for signed in heads {
            let head = signed.head
            guard let other = present[head.number] else {
                report.fail("\(head.place)：「\(name)」にありますが、今はありません。末尾が切り取られたか、消されています。")
                continue
            }
            if other != head { report.fail("\(head.place)：「\(name)」と違います。書き換えられています。") }
        }
    }

    /// - Parameters:
    ///   - now: the same edition as it is today; `nil` when there is none.
    ///   - newest: the newest edition of the record today; `nil` when it has none.
    private func compare(
        _ record: SealRecord, with now: SealRecord?, newest: Int?, into report: inout VerificationReport
    ) {
        guard let now else {
            report.fail(
                (newest ?? 0) < record.seal.edition
                    ? "\(record.place)：「\(name)」にありますが、今は\(newest.map { "第\($0)版までしか" } ?? "1つの版も")ありません。末尾が切り取られています。"
                    : "\(record.place)：「\(name)」にありますが、今はありません。消されています。")
            return
        }
        func expect(_ condition: Bool, _ what: String) {
            if !condition { report.fail("\(record.place)：\(what)が、「\(name)」と違います。書き換えられています。") }
        }
        expect(now.content.utf8.elementsEqual(record.content.utf8), "確定した内容")
        expect(now.envelope.utf8.elementsEqual(record.envelope.utf8), "封の記録（版、日時、確定した人、前の版、表示）")
        let renderings = Dictionary(now.renderings.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
        for rendering in record.renderings {
            expect(renderings[rendering.type]?.bytes == rendering.bytes, "表示（\(rendering.type)）")
        }
    }
}
