import Japanese

/// Rules and results in Japanese sentences.
public struct Sentences: Sendable {
    let base: KnowledgeBase

    public init(_ base: KnowledgeBase) {
        self.base = base
    }

    // MARK: conditions

    /// A test as it reads when it holds, or when it does not.
    public func sentence(_ condition: Condition, holds: Bool = true) -> String {
        switch condition {
        case .always: return base.everybody
        case .test(let code, let test): return sentence(of: code, test, holds: holds)
        case .exists(_, _, let label): return holds ? label : "「\(label)」には当てはまらない"
        case .procedure(let id):
            let title = base[procedure: id]?.title.japanese ?? id
            return holds ? "「\(title)」の対象である" : "「\(title)」の対象ではない"
        case .not(let part): return sentence(part, holds: !holds)
        case .all(let parts):
            return parts.map { sentence($0, holds: holds) }.joined(separator: holds ? "、かつ、" : "、または、")
        case .any(let parts):
            return parts.map { sentence($0, holds: holds) }.joined(separator: holds ? "、または、" : "、かつ、")
        case .atLeast(let count, let parts):
            let list = parts.map { sentence($0) }.joined(separator: "、")
            return holds ? "次のうち\(count)つ以上に当てはまる（\(list)）" : "次のうち\(count)つ以上には当てはまらない（\(list)）"
        }
    }

    private func sentence(of code: String, _ test: Condition.Test, holds: Bool) -> String {
        guard let fact = base.facts[code] else { return code }
        switch test {
        case .isTrue: return holds ? fact.yes : fact.no
        case .isIn(let codes):
            guard case .choice(let choices) = fact.kind else { return fact.label }
            return codes.compactMap { code in choices.first { $0.code == code } }.map { holds ? $0.yes : $0.no }
                .joined(separator: holds ? "、または、" : "、かつ、")
        case .isBetween(let low, let high):
            let unit = unit(of: fact)
            let range: String
            switch (low, high) {
            case (let low?, let high?): range = low == high ? "\(low)\(unit)" : "\(low)\(unit)から\(high)\(unit)まで"
            case (let low?, nil): range = "\(low)\(unit)以上"
            case (nil, let high?): range = "\(high)\(unit)以下"
            case (nil, nil): range = ""
            }
            return "\(fact.label)が\(range)\(holds ? "である" : "ではない")"
        case .exceeds(let base, let each, let other):
            let others = self.base.facts[other]?.label ?? other
            let sum = "\(ExactNumber(base).grouped)＋\(ExactNumber(each).grouped)×\(others)"
            return "\(fact.label)が「\(sum)」を\(holds ? "超える" : "超えない")"
        case .isInYear(let from, let to):
            let range = "\(from.month)月\(from.day)日から\(to.month)月\(to.day)日まで（閉庁日に当たるときは次の開庁日まで）"
            return "\(fact.label)が\(range)\(holds ? "である" : "ではない")"
        case .isDay(let from, let to):
            let range = (from.map { "\($0.japanese)以後" } ?? "") + (to.map { "\($0.japanese)以前" } ?? "")
            return "\(fact.label)が\(range)\(holds ? "である" : "ではない")"
        }
    }

    private func unit(of fact: Fact) -> String {
        if case .number(let unit) = fact.kind { unit } else { "" }
    }

    // MARK: results

    /// One sentence: the state and what made it so, with the law.
    public func sentence(_ result: ProcedureResult) -> String {
        guard let procedure = base[procedure: result.id] else { return "" }
        let law = procedure.laws.isEmpty ? "" : "（\(procedure.laws.joined(separator: "、"))）"
        switch result.state {
        case .yes:
            let reasons = phrases(result.explanation, .yes)
            return reasons.isEmpty
                ? "\(base.everybody)に関わる手続きです\(law)。" : "\(reasons)から、対象です\(law)。"
        case .no:
            return "\(phrases(result.explanation, .no))から、対象ではありません\(law)。"
        case .unknown:
            return "\(result.blocking.map(matter).joined(separator: "、"))が分からないため、まだ決められません\(law)。"
        }
    }

    private func phrases(_ explanation: Explanation, _ truth: Truth) -> String {
        explanation.leaves(truth).filter { $0.condition != .always }
            .map { sentence($0.condition, holds: truth == .yes) + "こと" }.joined(separator: "、")
    }

    /// How a procedure differs for some: 「国民健康保険組合に加入していたとき：担当は国民健康保険組合。…」
    public func sentence(_ variant: Procedure.Variant) -> String {
        let section = variant.section.map { "担当は\(base.sections[$0]?.name ?? $0)。" } ?? ""
        let yen = variant.yen.map { "額は\(ExactNumber($0).grouped)円。" } ?? ""
        let documents = variant.documents.map { list in
            list.isEmpty ? "" : "持ち物は\(list.map(\.name).joined(separator: "、"))。"
        }
        let deadlines = (variant.deadlines ?? []).map { "期限は\(sentence($0))。" }.joined()
        return
            "\(sentence(variant.condition))とき：\(section)\(yen)\(documents ?? "")\(deadlines)\(variant.note ?? "")"
    }

    /// What is asked: 「印鑑登録をしていたかどうか」「加入していた健康保険」
    public func matter(_ code: String) -> String {
        guard let fact = base.facts[code] else { return code }
        return fact.kind == .truth ? "\(fact.yes)かどうか" : fact.label
    }

    /// 「亡くなった日の翌日から14日以内」
    public func sentence(_ rule: DeadlineRule) -> String {
        let label = rule.label.map { "\($0)：" } ?? ""
        let moving = rule.rolling == .filing ? "。閉庁日に当たるときは次の開庁日まで" : "。休日でも延びません"
        func name(_ code: String) -> String { base.facts[code]?.label ?? code }
        switch rule.term {
        case .period(let period, let anchor, let counting):
            let start = counting == .nextDay ? "\(name(anchor))の翌日から" : "\(name(anchor))を1日目として"
            let floor = rule.floor.map { "（\($0.japanese)より前にはなりません）" } ?? ""
            return "\(label)\(start)\(period.japanese)以内\(floor)\(moving)"
        case .before(let anchor): return "\(label)\(name(anchor))より前"
        case .day(let day): return "\(label)\(day.japanese)まで"
        case .brackets(let brackets, let anchor):
            let parts = brackets.map { bracket -> String in
                let until = "\(bracket.untilMonth)月\(bracket.untilDay)日まで"
                switch bracket.end {
                case .period(let period): return "\(until)なら\(period.japanese)以内"
                case .day(let month, let day, let later):
                    return "\(until)なら\(later == 0 ? "その年" : "翌年")の\(month)月\(day)日まで"
                }
            }
            return "\(label)\(name(anchor))が\(parts.joined(separator: "、"))"
        case .soon: return "\(label)なるべく早く"
        case .automatic: return "\(label)手続きは要りません"
        case .none: return "\(label)期限はありません"
        case .with(let id): return "\(label)「\(base[procedure: id]?.title.japanese ?? id)」と一緒に"
        case .elsewhere: return "\(label)契約や手続先の定めによります"
        }
    }

    /// The date for one case: 「令和7年6月17日（火）まで」, or what it waits for.
    public func sentence(_ date: LegalDate) -> String {
        let year = date.year.flatMap { CivilDate(year: $0, month: 12, day: 31) }.map { "（\($0.japaneseYear)分）" } ?? ""
        let label = date.rule.label.map { "\($0)\(year)：" } ?? ""
        switch date.outcome {
        case .day(let day):
            let moved = date.nominal.flatMap { $0 == day ? nil : "（\($0.japanese)が閉庁日のため）" } ?? ""
            return "\(label)\(day.japaneseWithWeekday)まで\(moved)"
        case .waiting(let anchor, let notBefore):
            let name = base.facts[anchor]?.label ?? anchor
            let safe = notBefore.map { "分からない間は、\($0.japanese)までに済ませてください。" } ?? ""
            return "\(label)「\(name)」が分かると計算できます。\(safe)"
        case .soon: return "\(label)なるべく早く"
        case .automatic: return "\(label)手続きは要りません"
        case .none: return "\(label)期限はありません"
        case .with(let id): return "\(label)「\(base[procedure: id]?.title.japanese ?? id)」と一緒に"
        case .elsewhere: return "\(label)契約や手続先の定めによります"
        }
    }
}
