import Japanese
import LifeEvents

/// What the rules say, in the language of a page.
struct GuideWords: Sendable {
    let base: KnowledgeBase
    let language: PageLanguage

    /// A phrase of the program.
    func callAsFunction(_ japanese: String, _ easy: String, _ english: String) -> String {
        Wording(japanese, easy, english)[language]
    }

    /// A phrase of the rules.
    func phrase(_ japanese: String) -> String { base.words(japanese, language) }

    func section(_ code: String) -> String {
        base.sections[code].map { phrase($0.name) } ?? code
    }

    func question(_ fact: Fact) -> String { fact.ask?[language] ?? fact.label }

    func day(_ day: CivilDate) -> String {
        switch language {
        case .japanese: day.japaneseWithWeekday
        // Years of an era are hard for people who did not grow up with them.
        case .easy: "\(day.year)年\(day.month)月\(day.day)日（\(day.weekday.japanese)よう日）"
        case .english: day.englishWithWeekday
        }
    }

    func list(_ phrases: [String]) -> String {
        phrases.joined(separator: language == .english ? "; " : language == .easy ? "、 " : "、")
    }

    // MARK: deadlines

    func deadline(_ date: LegalDate) -> String {
        let year = date.year.map { year in
            let japanese = CivilDate(year: year, month: 12, day: 31)?.japaneseYear ?? "\(year)年"
            return self("（\(japanese)分）", "（\(year)年の ぶん）", " (\(year))")
        }
        let label = date.rule.label.map { phrase($0) + (year ?? "") + self("：", "： ", ": ") } ?? ""
        return label + until(date)
    }

    private func until(_ date: LegalDate) -> String {
        switch date.outcome {
        case .day(let day):
            let moved = date.nominal.flatMap { nominal -> String? in
                guard nominal != day else { return nil }
                return self(
                    "（\(nominal.japanese)が閉庁日のため）", "（\(self.day(nominal))は 休みです）",
                    " (offices are closed on \(nominal.english))")
            }
            return self("\(self.day(day))まで", "\(self.day(day))まで", "By \(self.day(day))") + (moved ?? "")
        case .waiting(let anchor, let notBefore):
            let fact = base.facts[anchor]
            let label = phrase(fact?.label ?? anchor)
            let name = fact?.ask.map { "“\($0.english)”" } ?? label
            guard let notBefore else {
                return self(
                    "「\(label)」が分かると計算できます。", "「\(label)」が わかると、日が わかります。",
                    "Known once this is answered: \(name).")
            }
            return self(
                "「\(label)」が分かると計算できます。分からない間は、\(day(notBefore))までに済ませてください。",
                "\(day(notBefore))までに すれば だいじょうぶです。（「\(label)」が わかると、日が わかります。）",
                "No later than about \(day(notBefore)). The exact day depends on: \(name)")
        case .soon: return self("なるべく早く", "できるだけ 早く", "As soon as possible")
        case .automatic: return self("手続きは要りません", "なにも しなくて いいです", "Nothing to do")
        case .none: return self("期限はありません", "きげんは ありません", "No deadline")
        case .with(let id):
            let title = base[procedure: id]?.title[language] ?? id
            return self("「\(title)」と一緒に", "「\(title)」と いっしょに", "Together with “\(title)”")
        case .elsewhere:
            return self("契約や手続先の定めによります", "その 場所に 聞いて ください", "As the contract or the office says")
        }
    }

    func mode(_ procedure: Procedure) -> String {
        switch procedure.mode {
        case .receive: self("区の窓口で受け付けます", "区の まどぐちで できます", "Done at the ward office")
        case .explainThenMail:
            self("区の窓口で説明し、あとで郵送します", "区の まどぐちで 話を 聞きます。あとで 手紙が きます", "Explained at the ward office, then by post")
        case .guide: self("区の窓口で担当をご案内します", "区の まどぐちで たんとうを おしえます", "The ward office guides you to the section")
        case .outside: self("区役所の外で行います", "区役所の 外で します", "Done outside the ward office")
        }
    }

    func kind(_ kind: Procedure.Kind) -> String {
        switch kind {
        case .duty: self(kind.japanese, "しなければ ならない", "Required")
        case .benefit: self(kind.japanese, "もらえる お金など", "Money or support")
        case .return: self(kind.japanese, "かえす・やめる", "Return or end")
        case .heir: self(kind.japanese, "相続", "Inheritance")
        case .contract: self(kind.japanese, "けいやく", "Contracts")
        case .info: self(kind.japanese, "知って おく こと", "Good to know")
        }
    }

    // MARK: answers

    /// What somebody said, in words.
    func answer(_ answer: FactAnswer, to fact: Fact) -> String {
        switch answer {
        case .notKnown: self("わからない", "わからない", "I don't know")
        case .withheld: self("答えたくない", "こたえたくない", "I'd rather not say")
        case .later: self("あとで", "あとで", "Later")
        case .notApplicable: fact.notApplicable?[language] ?? self("該当しない", "あてはまらない", "Does not apply")
        case .known(let value): self.value(value, of: fact)
        }
    }

    private func value(_ value: FactValue, of fact: Fact) -> String {
        switch value {
        case .truth(let truth): truth ? yes : no
        case .choice(let code):
            if case .choice(let choices) = fact.kind, let choice = choices.first(where: { $0.code == code }) {
                choice.say?[language] ?? choice.yes
            } else {
                code
            }
        case .number(let number): ExactNumber(number).grouped + unit(of: fact)
        case .day(let day): self.day(day)
        case .list(let items):
            items.isEmpty
                ? self("いない", "いない", "None")
                : list(
                    items.map { item in
                        item.values.map { part in
                            if case .number(let number) = part { "\(number)" + self("歳", "さい", " years") } else { "" }
                        }.joined()
                    })
        }
    }

    func unit(of fact: Fact) -> String {
        guard case .number(let unit) = fact.kind else { return "" }
        switch unit {
        case "歳": return self("歳", "さい", " years")
        case "人": return self("人", "人", " people")
        case "円": return self("円", "円", " yen")
        default: return unit
        }
    }

    var yes: String { self("はい", "はい", "Yes") }
    var no: String { self("いいえ", "いいえ", "No") }
}
