import Declaring
import Japanese

/// Reads `facts.yaml`.
extension YAMLReader {
    func facts() -> [Fact] {
        guard node.sequence != nil else {
            tell("事実の一覧（- で始まる行）を書いてください。")
            return []
        }
        return items.compactMap { $0.fact() }
    }

    private func fact() -> Fact? {
        allow([
            "code", "label", "ask", "not_applicable", "yes", "no", "kind", "unit", "choices", "items", "from",
            "sensitive", "not_before", "past", "defined", "implied_by", "ruled_out_by", "unasked_when",
        ])
        guard let code = required("code")?.text, let label = required("label")?.text, let kind = factKind() else {
            return nil
        }
        if case .truth = kind, self["yes"] == nil || self["no"] == nil {
            tell("「\(code)」に、成り立つときの文 yes と、成り立たないときの文 no を書いてください。")
        }
        let origin: Fact.Origin =
            switch text("from") {
            case nil, "family": .family
            case "derived": .derived
            case let section?: .section(section)
            }
        return Fact(
            code: code, label: label, ask: self["ask"]?.wording(), notApplicable: self["not_applicable"]?.wording(),
            yes: text("yes") ?? label, no: text("no") ?? label, kind: kind, origin: origin,
            isSensitive: self["sensitive"]?.bool ?? false, notBefore: text("not_before"),
            isPast: self["past"]?.bool ?? false, definition: self["defined"]?.definition(),
            impliedBy: self["implied_by"]?.condition(), ruledOutBy: self["ruled_out_by"]?.condition(),
            unaskedWhen: self["unasked_when"]?.condition())
    }

    private func factKind() -> Fact.Kind? {
        switch text("kind") ?? "truth" {
        case "truth": return .truth
        case "day": return .day
        case "number": return .number(unit: text("unit") ?? "")
        case "choice":
            guard let choices = required("choices") else { return nil }
            return .choice(
                choices.items.compactMap { item in
                    item.allow(["code", "yes", "no", "say"])
                    guard let code = item.required("code")?.text, let yes = item.required("yes")?.text,
                        let no = item.required("no")?.text
                    else { return nil }
                    return Fact.Choice(code: code, yes: yes, no: no, say: item["say"]?.wording())
                })
        case "list":
            guard let parts = required("items") else { return nil }
            return .list(parts.facts())
        case let other:
            tell("kind の「\(other)」は使えません。truth、choice、number、day、list のどれかを書いてください。")
            return nil
        }
    }

    private func definition() -> Fact.Definition? {
        if let count = self["count"] {
            allow(["count", "where"])
            guard let list = count.text, let rule = required("where")?.condition() else { return nil }
            return .count(list: list, where: rule)
        }
        if let age = self["age"] {
            age.allow(["from", "on"])
            guard let from = age.required("from")?.text, let on = age.required("on")?.text else { return nil }
            return .age(from: from, on: on)
        }
        if let day = self["day_after"] {
            allow(["day_after", "days"])
            guard let code = day.text, let days = required("days")?.integer else { return nil }
            return .day(after: code, days: days)
        }
        if let day = self["known"] {
            allow(["known"])
            return day.text.map { .isKnown(day: $0) }
        }
        return condition().map { .condition($0) }
    }

    /// Reads `words.yaml`: phrases of procedures and sections by their Japanese form.
    func words() -> [String: Wording] {
        let all = items.compactMap { $0.wording() }
        for (phrase, same) in Dictionary(grouping: all, by: \.japanese) where same.count > 1 {
            tell("「\(phrase)」が2回以上あります。1つにまとめてください。", .duplicate)
        }
        return Dictionary(all.map { ($0.japanese, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func guide() -> KnowledgeBase.Guide? {
        allow(["title", "lead"])
        guard let title = required("title")?.wording(), let lead = required("lead")?.wording() else { return nil }
        return KnowledgeBase.Guide(title: title, lead: lead)
    }

    func sections() -> [CounterSection] {
        items.compactMap { item in
            item.allow(["code", "name", "ward", "inferred"])
            guard let code = item.required("code")?.text, let name = item.required("name")?.text else { return nil }
            return CounterSection(
                code: code, name: name, isWard: item["ward"]?.bool ?? true,
                isInferred: item["inferred"]?.bool ?? false)
        }
    }
}
