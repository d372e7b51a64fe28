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
            var book: ReadWorkbook?
            if !calculation.cells.isEmpty, let file = evidence.first(where: { $0.title == basis.file }) {
                book = try KnownBooks.book(file.hash, on: connection)
                guard book != nil else {
                    return .unresolved("「\(file.title)」はセルを読めるExcelブック（.xlsx、30万セルまで）ではありません")
                }
            }
            return outcome(of: calculation, in: book)
        }
    }

    static func outcome(of calculation: Calculation, in book: ReadWorkbook?) -> BasisOutcome {
        func number(_ sheet: String?, _ place: CellReference) -> ExactNumber? {
            guard let book else { return nil }
            let found = sheet.map { key in book.sheets.first { TextKey($0.name).text == key } } ?? book.sheets.first
            guard let cell = found?[place] else { return nil }
            switch cell.value {
            case .number(let number): return number.exact
            // Numbers kept as text are numbers; 「4月」 is not.
            case .text(let text): return QuantityReader.read(text).flatMap { $0.unit == nil ? $0.value : nil }
            default: return nil
            }
        }
        for (sheet, place) in calculation.cells where number(sheet, place) == nil {
            return .unresolved("\(sheet.map { "シート「\($0)」の" } ?? "")セル\(place)に数がありません")
        }
        return calculation.result(number).map { .computed($0) } ?? .unresolved("0で割るか、桁が多すぎるため計算できません")
    }
}
