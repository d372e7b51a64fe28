import Datasets
import Japanese
import Site
import Tabular
import Ward

/// A file made ready to be handed in.
extension FileCheck {
    /// The file as it would be released, with what was repaired and what was not.
    /// - Throws: ``OpenDataRefusal/openFindings(_:)`` while something stands that must not be public.
    static func prepared(
        _ bytes: [UInt8], _ filename: String, standard: String?, _ decided: RepairDecisions
    ) async throws -> PreparedFile {
        var decisions = decided
        for rule in always { decisions.accept(rule) }
        async let original = original(bytes, filename)
        let file = try open(bytes, filename)
        let repaired = try await DatasetRepair(file, decisions, options(standard)).changedBytes()
        let report = repaired.report
        let barring = barring(report, decided)
        guard barring.isEmpty else { throw OpenDataRefusal.openFindings(barring) }
        let table: ReleaseTable
        do throws(CSVRefusal) {
            table = try await ReleaseTable.reading(csv: repaired.bytes ?? bytes, delimiter: nil)
        } catch {
            throw UnreadableFile(words: error.japanese)
        }
        // Rows of nothing but empty cells are no rows.
        guard !table.rows.isEmpty else { throw OpenDataRefusal.openFindings(["値の行が1つもありません。項目名の下の行から値を入れてください。"]) }
        // What comes as it is released is neither written nor hashed again.
        let content = table.isWritten && repaired.bytes == nil ? try await original : nil
        var prepared: PreparedFile
        do {
            prepared = try await PreparedFile.prepare(
                table, filename: filename, original: original, content: content, encoding: file.facts.encoding)
        } catch let refusal as EvidenceRefusal {
            // Control characters are in no file that is given out.
            let broken = report.left.filter { $0.rule == .brokenCharacters }
            guard !broken.isEmpty else { throw refusal }
            throw OpenDataRefusal.openFindings(lines(broken))
        }
        prepared.found = report.doneCount + report.leftCount
        prepared.repaired = report.doneCount
        prepared.ledger = report.done.map { patch in
            "\(patch.row.map { "\($0)行目" } ?? "")\(patch.column.map { "「\($0)」" } ?? "")（\(patch.rule.title)）: 「\(patch.value)」→「\(patch.replacement)」"
        }
        prepared.review = ReleaseReview(
            report,
            statements: report.numberColumns.compactMap { column in
                decided.reason(for: column).map { .init(column: column.column, reason: $0) }
            })
        prepared.decisions = try JSON(encoding: decided).canonical
        return prepared
    }

    /// The file as it was sent is kept whatever its bytes are like, since it was read as a table; but for one that carries a program.
    private static func original(_ bytes: [UInt8], _ filename: String) throws(EvidenceRefusal) -> PreparedEvidence {
        do throws(EvidenceRefusal) {
            return try PreparedEvidence(bytes, filename: filename, bytesMax: Release.bytesMax)
        } catch {
            switch error {
            case .unknownType:
                return try PreparedEvidence(bytes, filename: filename, takesOthers: true, bytesMax: Release.bytesMax)
            default: throw error
            }
        }
    }

    private static let linesMax = 20

    /// What keeps it from being handed in, in words; a column of which somebody may say and said that it holds no 個人番号 does not.
    private static func barring(_ report: RepairReport, _ decided: RepairDecisions) -> [String] {
        let open = report.numberColumns.filter { decided.reason(for: $0) == nil }
        let standing = report.left.filter { finding in
            finding.barsForGood || finding.isBarring && open.contains { $0.columnNumber == finding.columnNumber }
        }
        return open.map(words) + lines(standing)
    }

    private static func lines(_ findings: [DataFinding]) -> [String] {
        findings.prefix(linesMax).map { "\($0.place): \($0.message)" }
    }

    private static func words(_ column: NumberColumn) -> String {
        switch (column.isCertain, column.isSplit == true) {
        case (true, false):
            "「\(column.column)」の列は、12桁の数字\(column.values)件のうち\(column.valid)件の検査数字が個人番号と合います。個人番号の列として、公開できません。列を削ってください。"
        case (true, true):
            "「\(column.column)」の列を続けて読むと、\(column.values)行のうち\(column.valid)行が個人番号の検査数字と合います。個人番号を分けて書いた列として、公開できません。列を削ってください。"
        case (false, false):
            "「\(column.column)」の列に、個人番号らしい12桁の数字が\(column.valid)件あります。個人番号でないときは、その理由を書いてから提出してください。"
        case (false, true):
            "「\(column.column)」の列を続けて読むと、\(column.valid)行が個人番号らしい12桁になります。個人番号でないときは、その理由を書いてから提出してください。"
        }
    }
}
