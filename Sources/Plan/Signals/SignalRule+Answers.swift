import Japanese

extension SignalRule {
    static func unansweredTwice(in history: InitiativeHistory) -> [Signal] {
        // The open round says nothing yet: its section still has time.
        let sealed = history.quarters.filter { $0.source.edition != nil }
        let silent = Array(sealed.unbroken.prefix(while: \.isUnanswered).reversed())
        guard silent.count >= unansweredQuarters, let first = silent.first, let last = silent.last else { return [] }
        return [
            Signal(
                .unansweredTwice, of: history,
                inputs: silent.map { .init($0.quarter.japanese, "未回答", .entry($0.source)) },
                sentence:
                    "\(first.quarter.japanese)から\(last.quarter.japanese)まで、\(silent.count)つの四半期続けて未回答です。主管課に状況を尋ねてください。"
            )
        ]
    }

    static func unchangedForYear(in history: InitiativeHistory) -> [Signal] {
        guard let newest = history.newest, let mark = newest.mark, mark.canonical != .done, mark.canonical != .stopped
        else { return [] }
        let same = history.quarters.unbroken.prefix { $0.mark?.says(theSameAs: mark) ?? false }
        guard same.count >= unchangedQuarters, let first = same.last else { return [] }
        return [
            Signal(
                .unchangedForYear, of: history,
                inputs: same.reversed().map {
                    .init($0.quarter.japanese, $0.mark?.title ?? "", .entry($0.source))
                },
                sentence:
                    "進捗区分「\(mark.title)」が、\(first.quarter.japanese)から\(same.count)つの四半期続いています。今の状況に合っているか確かめてください。")
        ]
    }
}
