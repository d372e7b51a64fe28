import Declaring
import Japanese

/// Reads one procedure's file.
extension YAMLReader {
    static let procedureKeys: Set<String> = [
        "id", "title", "kind", "valid", "when", "deadline", "section", "place", "desk", "documents", "who", "yen",
        "law", "source", "conflicts", "note", "examples", "done", "variants",
    ]

    func procedure() -> Procedure? {
        allow(Self.procedureKeys)
        let kind = choice("kind", Procedure.Kind.self)
        let condition = required("when")?.condition()
        let deadlines = required("deadline")?.items.compactMap { $0.deadline() }
        let desk = required("desk")
        desk?.allow(["mode", "minutes"])
        let mode = desk?.choice("mode", Procedure.DeskMode.self)
        let laws = texts("law")
        if laws.isEmpty { tell("根拠の法令（law）がありません。", .missingLaw) }
        let source = self["source"]?.source()
        if self["source"] == nil { tell("出典（source）がありません。", .missingSource) }
        let section = self["section"]?.text
        if section == nil { tell("担当（section）がありません。", .unknownSection) }
        guard let id = required("id")?.text, let title = required("title")?.wording(), let kind, let condition,
            let deadlines, let mode, let source, let section, let from = required("valid")?["from"]?.day
        else { return nil }
        return Procedure(
            id: id, title: title, kind: kind, validFrom: from, validTo: self["valid"]?["to"]?.day,
            condition: condition, deadlines: deadlines, section: section, place: text("place"), mode: mode,
            minutes: desk?["minutes"]?.integer ?? 0,
            documents: self["documents"]?.items.compactMap { $0.document() } ?? [],
            applicants: texts("who"), yen: self["yen"]?.integer, laws: laws, source: source,
            conflicts: conflicts(), note: text("note"),
            examples: self["examples"]?.items.compactMap { $0.example() } ?? [], doneBy: self["done"]?.doneBy(),
            variants: self["variants"]?.items.compactMap { $0.variant() } ?? [])
    }

    private func doneBy() -> Procedure.DoneBy? {
        allow(["facts", "past", "unless"])
        return Procedure.DoneBy(facts: texts("facts"), days: texts("past"), unless: self["unless"]?.condition())
    }

    private func variant() -> Procedure.Variant? {
        allow(["when", "section", "place", "desk", "documents", "yen", "deadline", "note"])
        guard let condition = required("when")?.condition() else { return nil }
        self["desk"]?.allow(["mode", "minutes"])
        return Procedure.Variant(
            condition: condition, section: text("section"), place: text("place"),
            mode: self["desk"]?.choice("mode", Procedure.DeskMode.self), minutes: self["desk"]?["minutes"]?.integer,
            documents: self["documents"]?.items.compactMap { $0.document() }, yen: self["yen"]?.integer,
            deadlines: self["deadline"]?.items.compactMap { $0.deadline() }, note: text("note"))
    }

    func wording() -> Wording? {
        allow(["ja", "easy", "en"])
        guard let japanese = required("ja")?.text, let easy = required("easy")?.text,
            let english = required("en")?.text
        else { return nil }
        return Wording(japanese, easy, english)
    }

    private func source() -> Procedure.Source? {
        allow(["title", "evidence", "checked"])
        guard let title = required("title")?.text, let evidence = choice("evidence", Procedure.Evidence.self) else {
            return nil
        }
        return Procedure.Source(title: title, evidence: evidence, checkedOn: self["checked"]?.day)
    }

    private func document() -> Procedure.Document? {
        if let name = node.scalar?.string { return .init(name: name, isOriginal: false, isOptional: false) }
        allow(["name", "original", "optional", "when"])
        return required("name")?.text.map {
            .init(
                name: $0, isOriginal: self["original"]?.bool ?? false, isOptional: self["optional"]?.bool ?? false,
                condition: self["when"]?.condition() ?? .always)
        }
    }

    private func conflicts() -> [String: Procedure.Relation] {
        guard let reader = self["conflicts"] else { return [:] }
        reader.allow(["exclusive", "choice"])
        var found: [String: Procedure.Relation] = [:]
        for id in reader.texts("exclusive") { found[id] = .exclusive }
        for id in reader.texts("choice") { found[id] = .choice }
        return found
    }

    private func deadline() -> DeadlineRule? {
        allow([
            "label", "when", "period", "anchor", "count", "roll", "before", "day", "brackets", "term", "with", "advise",
            "note", "also", "year", "floor",
        ])
        guard let term = term() else { return nil }
        var advice: DeadlineRule.Advice?
        if let reader = self["advise"] {
            reader.allow(["period", "anchor", "reason"])
            if let period = reader.required("period")?.period(), let anchor = reader.required("anchor")?.text {
                advice = .init(period: period, anchor: anchor, reason: reader.text("reason"))
            }
        }
        var rolling = DeadlineRule.Rolling.filing
        if let text = text("roll") {
            if let value = DeadlineRule.Rolling(rawValue: text) {
                rolling = value
            } else {
                self["roll"]?.tell("filing か never を書いてください。")
            }
        }
        return DeadlineRule(
            label: text("label"), condition: self["when"].map { $0.condition() ?? .always } ?? .always, term: term,
            rolling: rolling, advice: advice, note: text("note"), isAlso: self["also"]?.bool ?? false,
            yearsFrom: self["year"]?.integer, floor: self["floor"]?.day)
    }

    private func term() -> DeadlineRule.Term? {
        func anchor() -> String? {
            guard let anchor = text("anchor") else {
                tell("期限の起算日（anchor）がありません。", .missingAnchor)
                return nil
            }
            return anchor
        }
        if let period = self["period"] {
            guard let value = period.period(), let anchor = anchor() else { return nil }
            var counting = LegalPeriod.Counting.nextDay
            if let text = text("count") {
                guard let value = LegalPeriod.Counting(rawValue: text) else {
                    self["count"]?.tell("count は next_day か first_day を書いてください。")
                    return nil
                }
                counting = value
            }
            return .period(value, anchor: anchor, counting: counting)
        }
        if let before = self["before"] { return before.text.map { .before(anchor: $0) } }
        if let day = self["day"] { return day.day.map { .day($0) } }
        if let other = self["with"] { return other.text.map { .with(procedure: $0) } }
        if let brackets = self["brackets"] {
            guard let anchor = anchor() else { return nil }
            return .brackets(brackets.items.compactMap { $0.bracket() }, anchor: anchor)
        }
        switch text("term") {
        case "soon": return .soon
        case "automatic": return .automatic
        case "none": return DeadlineRule.Term.none
        case "elsewhere": return .elsewhere
        default:
            tell("期限は period、before、day、with、brackets か、term（soon、automatic、none、elsewhere）で書いてください。")
            return nil
        }
    }

    private func bracket() -> DeadlineRule.Bracket? {
        allow(["until", "period", "on", "years_later"])
        guard let until = required("until")?.monthDay() else { return nil }
        if let period = self["period"]?.period() {
            return .init(untilMonth: until.month, untilDay: until.day, end: .period(period))
        }
        guard let on = required("on")?.monthDay() else { return nil }
        return .init(
            untilMonth: until.month, untilDay: until.day,
            end: .day(month: on.month, day: on.day, yearsLater: self["years_later"]?.integer ?? 0))
    }

    private func period() -> LegalPeriod? {
        guard let text else { return nil }
        if let period = LegalPeriod(text) { return period }
        tell("「\(text)」は期間ではありません。14d（14日）、2w（2週間）、3m（3か月）、2y（2年）のように書いてください。")
        return nil
    }

    private func example() -> Procedure.Example? {
        allow(["given", "state", "legal"])
        guard let given = required("given"), let state = required("state")?.text else { return nil }
        guard let expected = ProcedureState.truth(state) else {
            self["state"]?.tell("state は applies、no、undecided のどれかを書いてください。")
            return nil
        }
        var facts = CaseFacts()
        for key in given.keys { facts[key] = given[key]?.answer() }
        return Procedure.Example(facts: facts, expected: expected, legalDay: self["legal"]?.day)
    }

    /// A value by its form: true, 82, 2025-06-03, NHI, or a list of mappings.
    private func answer() -> FactAnswer? {
        if let sequence = node.sequence {
            return .known(
                .list(
                    sequence.map(at).map { item in
                        item.keys.reduce(into: [:]) { values, key in
                            values[key] = item[key]?.answer()?.value
                        }
                    }))
        }
        guard let text = node.scalar?.string else { return nil }
        return FactAnswer(written: text)
    }
}

extension Procedure {
    /// Reads the text of one procedure.
    /// - Returns: the procedure as far as it could be read, and everything that is wrong with the form of the text.
    public static func read(_ text: String) -> (procedure: Procedure?, findings: [KnowledgeFinding]) {
        let log = YAMLReader.FindingLog()
        let procedure = YAMLReader(text, file: "procedures", log: log)?.procedure()
        return (procedure, log.knowledge)
    }
}

extension FactAnswer {
    /// Reads one word: `true`, `82`, `2025-06-03`, `unknown`, or the code of a choice.
    public init(written text: String) {
        switch text {
        case "true": self = .known(.truth(true))
        case "false": self = .known(.truth(false))
        case "unknown", "わからない": self = .notKnown
        case "declined", "答えたくない": self = .withheld
        case "later", "あとで": self = .later
        case "not_applicable", "該当しない": self = .notApplicable
        default:
            if let number = Int(text) {
                self = .known(.number(number))
            } else if let day = CivilDate(iso: text) {
                self = .known(.day(day))
            } else {
                self = .known(.choice(text))
            }
        }
    }
}
