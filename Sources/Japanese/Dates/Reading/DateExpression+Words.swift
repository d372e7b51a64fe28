extension DateExpression.Note {
    /// What is the matter and how to mend it, for a findings list.
    public var japanese: String {
        switch self {
        case .ghostEra(let era):
            "その年月には「\(era.japanese)」は使われていません。西暦に直して読みました。"
        case .dualNotationDisagrees(let first, let second):
            "元号と西暦が合いません（\(first)年と\(second)年）。どちらが正しいか確認してください。"
        case .weekdayDisagrees(let written, let actual):
            "曜日が合いません。「\(written.japanese)」と書かれていますが、その日は\(actual.japanese)曜日です。"
        case .eraInherited(let era):
            "元号が省かれているため、「\(era.japanese)」として読みました。"
        case .needsEra:
            "元号が書かれていません。元号を補ってください。"
        case .needsFiscalYear:
            "何年度のことか分かりません。文書の年度を指定してください。"
        case .needsCalendarYear:
            "何年のことか分かりません。文書の年を指定してください。"
        case .needsYear:
            "年が書かれていません。年を補ってください。"
        case .needsPredecessor:
            "前に日付がないため、何年のことか分かりません。年を補ってください。"
        case .yearInherited(let year):
            "年が省かれているため、\(year)年として読みました。"
        case .fiscalYearInherited(let year):
            "年度が省かれているため、\(year.japanese)として読みました。"
        case .noSuchDay:
            "実在しない日付です。月と日を確認してください。"
        case .runsBackwards:
            "期間の終わりが始まりより前です。年を確認してください。"
        case .quarterOfCalendarYear:
            "暦年の四半期か年度の四半期か分かりません。「年度」を補ってください。"
        case .byConvention:
            "おおよその時期です。日付は慣例により補いました。"
        }
    }

    /// Whether the text itself is wrong or open, and a person has to look.
    public var isProblem: Bool {
        switch self {
        case .eraInherited, .yearInherited, .fiscalYearInherited, .byConvention: false
        default: true
        }
    }
}
