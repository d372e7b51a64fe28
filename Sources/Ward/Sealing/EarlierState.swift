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
        self.name = name
        let text = String(decoding: bytes, as: UTF8.self)
        guard HeadFile.isHead(text) else {
            let bundle = try SealBundle(parsing: bytes)
            (records, heads) = (bundle.records, bundle.heads)
            return
        }
        guard let head = HeadFile.read(text) else { throw .damagedHead(position: 1) }
        (records, heads) = ([], [head])
    }

    /// That the kept file itself is whole, and signed where signatures are asked for: a forged one would prove nothing.
    private func proveItself(signedBy keys: [TrustedKey], into report: inout VerificationReport) {
        let check = SignatureCheck(trusted: keys, recorded: nil)
        var own = VerificationReport()
        var previous: [String: Seal] = [:]
        for record in records.sorted(by: { $0.seal.edition < $1.seal.edition }) {
            let line = "\(record.seal.kind)/\(record.seal.subject)"
            record.verify(
                after: previous[line]?.hash, renderer: nil, signatures: check, sealed: { _, _ in nil }, into: &own)
            previous[line] = record.seal
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
        let newest = Dictionary(
            try SealStore.all(on: connection).map { ("\($0.kind)/\($0.subject)", $0.edition) }, uniquingKeysWith: max)
        for record in records {
            let seal = record.seal
            let now = try SealStore.find(
                kind: seal.kind, subject: seal.subject, edition: seal.edition, on: connection)
            compare(
                record, with: try now.map { try SealRecord($0, on: connection) },
                newest: newest["\(seal.kind)/\(seal.subject)"], into: &report)
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
            bundle.records.map { ("\($0.seal.kind)/\($0.seal.subject) \($0.seal.edition)", $0) },
            uniquingKeysWith: { first, _ in first })
        let newest = Dictionary(
            bundle.records.map { ("\($0.seal.kind)/\($0.seal.subject)", $0.seal.edition) }, uniquingKeysWith: max)
        for record in records {
            let line = "\(record.seal.kind)/\(record.seal.subject)"
            compare(record, with: now["\(line) \(record.seal.edition)"], newest: newest[line], into: &report)
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
