import Ward

/// One thing that was found while a filled-in 照会票 was read: what it is, where it stands, and what becomes of it.
struct InquiryOutcome: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        // Taken.
        case changed, cleared
        // Told, with no harm done.
        case movedRow, fullWidth, lineBreak, formula, changedMaster, changedPlan, alreadySo, addedSheet
        // Not taken until a person mends it.
        case deletedRow, duplicatedRow, unknownRow, mergedCells, unknownMark, tooLong, unreadableDate, unreadableNumber
        case severalValues, cellError, conflict, handedIn, missingColumn

        var effect: Effect {
            switch self {
            case .changed, .cleared: .taken
            case .movedRow, .fullWidth, .lineBreak, .formula, .changedMaster, .changedPlan, .alreadySo, .addedSheet:
                .told
            default: .refused
            }
        }

        var title: String {
            switch self {
            case .changed: "変更"
            case .cleared: "空にする"
            case .movedRow: "行の移動"
            case .fullWidth: "全角の数字"
            case .lineBreak: "改行"
            case .formula: "数式"
            case .changedMaster: "計画の欄の書換え"
            case .changedPlan: "計画の変更"
            case .alreadySo: "反映済み"
            case .addedSheet: "加えられたシート"
            case .deletedRow: "行の削除"
            case .duplicatedRow: "行の重複"
            case .unknownRow: "番号のない行"
            case .mergedCells: "セルの結合"
            case .unknownMark: "一覧にない区分"
            case .tooLong: "文字数の超過"
            case .unreadableDate: "読めない日付"
            case .unreadableNumber: "読めない数"
            case .severalValues: "1つの欄に複数の値"
            case .cellError: "エラーの値"
            case .conflict: "ほかの人の変更との重なり"
            case .handedIn: "提出済み"
            case .missingColumn: "列の不足"
            }
        }
    }

    enum Effect: String, CaseIterable, Sendable {
        case taken, told, refused

        var title: String {
            switch self {
            case .taken: "取り込みます"
            case .told: "お知らせ"
            case .refused: "取り込みません"
            }
        }
    }

    let kind: Kind
    let sheet: String
    /// A cell such as `H5`, a range, or a row; empty when it is about the whole sheet.
    let place: String
    /// The initiative it is about, as people know it; empty when none.
    let subject: String
    let message: String

    var json: JSON {
        [
            "kind": .string(kind.rawValue), "effect": .string(kind.effect.rawValue), "sheet": .string(sheet),
            "place": .string(place), "subject": .string(subject), "message": .string(message),
        ]
    }
}
