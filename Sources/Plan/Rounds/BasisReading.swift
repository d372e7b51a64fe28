import Japanese
import Storage
import Tabular
import Ward

/// What became of a value's basis (値のもと) when it was looked up in the attached files and computed anew.
enum BasisOutcome: Hashable, Sendable {
    /// Words that say where it came from; nothing to compute.
    case stated
    case computed(Ratio)
    /// Why it could not be looked up, in words.
    case unresolved(String)
}

/// Looks values up where sections say they are.
enum BasisReading {
    /// - Returns: for each indicator with a basis.
    static func outcomes(
        of answer: Answer, evidence: [EntryEvidence], on connection: any Connection
    ) throws -> [ID<PlanIndicator>: BasisOutcome] {
        return try answer.bases.mapValues { raw in
            let basis = ValueBasis(raw, titles: evidence.map(\.title))
            if basis.namesUnknownFile {
                return .unresolved("その名前の根拠資料が付いていません。根拠資料の一覧にある名前で書いてください")
            }
            guard case .calculation(let calculation) = basis.content else { return .stated }
            var cells: EvidenceCells?
            if !calculation.cells.isEmpty, let file = evidence.first(where: { $0.title == basis.file }) {
                cells = try EvidenceCells.of(file.hash, on: connection)
                guard cells != nil else {
                    return .unresolved("「\(file.title)」はセルを読めるExcelブック（.xlsx、30万セルまで）ではありません")
                }
            }
            return outcome(of: calculation, in: cells)
        }
    }

    static func outcome(of calculation: Calculation, in cells: EvidenceCells?) -> BasisOutcome {
        func number(_ sheet: String?, _ place: CellReference) -> ExactNumber? { cells?.number(sheet, place) }
        for (sheet, place) in calculation.cells where number(sheet, place) == nil {
            return .unresolved("\(sheet.map { "シート「\($0)」の" } ?? "")セル\(place)に数がありません")
        }
        return calculation.result(number).map { .computed($0) } ?? .unresolved("0で割るか、桁が多すぎるため計算できません")
    }
}
