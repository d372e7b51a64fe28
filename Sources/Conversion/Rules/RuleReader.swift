import Declaring
import Japanese

/// Reads rules from YAML, checked against the target layout. All findings come at once.
///
///     rules:
///       - {rule: order, group: 住民, first: 生年月日, then: 住民となった年月日}
///       - {rule: unique, group: 住民, items: [個人番号]}
///       - {rule: same, group: 国保資格, key: 宛名番号, items: [氏名, 生年月日], to: 住民}
public enum RuleReader {
    public static func read(
        _ text: String, file: String, target: RecordLayout
    ) -> (rules: RuleSet, findings: [DeclarationFinding]) {
        let log = YAMLReader.FindingLog()
        guard let root = YAMLReader(text, file: file, log: log) else { return (RuleSet(), log.findings) }
        root.allow(["rules"])
        var rules: [Rule] = []
        for reader in root.required("rules")?.items ?? [] {
            guard let rule = reader.rule(target, number: rules.count + 1) else { continue }
            if rules.contains(where: { $0.id == rule.id }) { reader.tell("規則「\(rule.id)」が2回あります。id を付けて分けてください。") }
            rules.append(rule)
        }
        return (RuleSet(rules), log.findings)
    }
}

/// How rules are named in the file.
private enum RuleWord: String, CaseIterable {
    case form, order, kana, sum, town, filled, unique, disjoint, reference, same, household, history
    case checkDigit = "check-digit"
    case sameFlag = "same-flag"
    case noneFlagged = "none-flagged"
    case sameAmount = "same-amount"

    var reason: Reason {
        switch self {
        case .form: .ownRule
        case .order: .dateOrder
        case .kana: .kanaMismatch
        case .sum, .sameAmount: .moneyDiffers
        case .town: .townClosed
        case .filled: .conditionMissing
        case .unique: .duplicate
        case .disjoint: .collision
        case .reference: .personMissing
        case .same: .attributeDiffers
        case .household: .head
        case .history: .historyCurrent
        case .checkDigit: .checkDigit
        case .sameFlag: .protectionLost
        case .noneFlagged: .restrictionLost
        }
    }
}

/// A group with the reader of the rule, for looking its items up.
private struct RuleGroup {
    let group: ItemGroup
    let reader: YAMLReader

    func column(_ key: String) -> Int? {
        guard let value = reader.required(key), let name = value.text else { return nil }
        return column(named: name, at: value)
    }

    func column(named name: String, at value: YAMLReader) -> Int? {
        let column = group.items.firstIndex { $0.name == name }
        if column == nil { value.tell("グループ「\(group.name)」に、項目「\(name)」がありません。") }
        return column
    }

    func columns(_ key: String) -> [Int] {
        (reader.required(key)?.items ?? []).compactMap { item in item.text.flatMap { column(named: $0, at: item) } }
    }
}

extension YAMLReader {
    fileprivate func rule(_ target: RecordLayout, number: Int) -> Rule? {
        guard let word = choice("rule", RuleWord.self), let group = ruleGroup("group", target) else { return nil }
        guard let check = check(word, group, target) else { return nil }
        if word == .household || word == .history, let filter = self["where"] {
            filter.tell("この規則では where を使えません。")
        }
        let filters = self["where"]?.filters(group) ?? []
        return Rule(
            id: self["id"]?.name ?? "\(word.rawValue)-\(number)", group: group.group.name, reason: word.reason,
            filters: filters, check: check)
    }

    private func ruleGroup(_ key: String, _ target: RecordLayout) -> RuleGroup? {
        guard let reader = required(key), let name = reader.text else { return nil }
        guard let group = target.group(named: name) else {
            reader.tell("移行先にグループ「\(name)」がありません。")
            return nil
        }
        return RuleGroup(group: group, reader: self)
    }

    private func filters(_ group: RuleGroup) -> [Rule.Filter] {
        keys.compactMap { name in
            guard let value = self[name], let column = group.column(named: name, at: value) else { return nil }
            return Rule.Filter(column: column, values: value.items.compactMap { $0.text.map { Array($0.utf8) } })
        }
    }

    private static let common: Set<String> = ["rule", "id", "group", "where"]

    private func check(_ word: RuleWord, _ group: RuleGroup, _ target: RecordLayout) -> Rule.Check? {
        func allow(_ keys: Set<String>) { self.allow(keys.union(YAMLReader.common)) }
        switch word {
        case .form, .order, .kana, .sum, .town, .filled, .checkDigit:
            return recordCheck(word, group, allow: allow).map { .record($0) }
        case .household: return household(group, target).map { .set(.household($0)) }
        case .history: return history(group, target).map { .set(.history($0)) }
        case .unique, .disjoint, .reference, .same, .sameFlag, .noneFlagged, .sameAmount:
            return setCheck(word, group, target, allow: allow).map { .set($0) }
        }
    }

    private func recordCheck(_ word: RuleWord, _ group: RuleGroup, allow: (Set<String>) -> Void) -> RecordCheck? {
        switch word {
        case .order:
            allow(["first", "then"])
            guard let first = group.column("first"), let then = group.column("then") else { return nil }
            return .dateOrder(first: first, then: then)
        case .kana:
            allow(["item", "name"])
            guard let reading = group.column("item"), let name = group.column("name") else { return nil }
            return .kana(reading: reading, name: name)
        case .checkDigit:
            allow(["item", "scheme"])
            guard let column = group.column("item"), let scheme = choice("scheme", CheckDigit.self) else { return nil }
            return .checkDigit(column: column, scheme)
        case .sum:
            allow(["total", "parts"])
            guard let total = group.column("total") else { return nil }
            return .sum(total: total, parts: group.columns("parts"))
        case .town:
            allow(["item", "on"])
            guard let code = group.column("item") else { return nil }
            return .townExists(code: code, on: self["on"] == nil ? nil : group.column("on"))
        case .filled:
            allow(["item"])
            return group.column("item").map { .filled(column: $0) }
        case .form:
            allow(["item", "form", "length", "values"])
            guard let column = group.column("item"), let form = valueForm() else { return nil }
            return .form(column: column, form)
        default: return nil
        }
    }

    private func valueForm() -> ValueForm? {
        guard let reader = required("form"), let name = reader.text else { return nil }
        switch name {
        case "not-empty": return .notEmpty
        case "digits": return required("length")?.integer.map { .digits($0) }
        case "integer": return .integer
        case "date8": return .date8
        case "one-of": return .oneOf((required("values")?.items ?? []).compactMap { $0.text.map { Array($0.utf8) } })
        case "half-width-kana": return .halfWidthKana
        default:
            reader.tell("form は not-empty、digits、integer、date8、one-of、half-width-kana のどれかを書いてください。")
            return nil
        }
    }

    /// The key of another group: its first key item, unless `to-key` names one.
    private func place(_ other: RuleGroup) -> Rule.Place? {
        if self["to-key"] != nil {
            return other.column("to-key").map { Rule.Place(group: other.group.name, column: $0) }
        }
        return Rule.Place(group: other.group.name, column: other.group.keyColumns.first ?? 0)
    }

    private func setCheck(
        _ word: RuleWord, _ group: RuleGroup, _ target: RecordLayout, allow: (Set<String>) -> Void
    ) -> SetCheck? {
        if word == .unique {
            allow(["items"])
            return .unique(group.columns("items"))
        }
        if word == .reference {
            allow(["item", "to"])
            guard let column = group.column("item"), let to = required("to") else { return nil }
            let places = to.items.compactMap { reader -> Rule.Place? in
                guard let name = reader.text, let other = target.group(named: name) else {
                    reader.tell("移行先にグループ「\(reader.text ?? "")」がありません。")
                    return nil
                }
                return Rule.Place(group: name, column: other.keyColumns.first ?? 0)
            }
            return .reference(column: column, to: places)
        }
        guard let other = ruleGroup("to", target), let place = place(other) else { return nil }
        func otherColumn(_ name: String, at reader: YAMLReader) -> Int? { other.column(named: name, at: reader) }
        switch word {
        case .disjoint:
            allow(["item", "to", "to-key"])
            return group.column("item").map { .disjoint(column: $0, from: place) }
        case .same:
            allow(["key", "items", "to", "to-key"])
            let pairs = (required("items")?.items ?? []).compactMap { reader -> SetCheck.Pair? in
                guard let name = reader.text, let column = group.column(named: name, at: reader),
                    let otherColumn = otherColumn(name, at: reader)
                else { return nil }
                return SetCheck.Pair(column: column, other: otherColumn)
            }
            return group.column("key").map { .same(key: $0, items: pairs, of: place) }
        case .sameFlag:
            allow(["key", "item", "to", "to-key"])
            guard let key = group.column("key"), let reader = required("item"), let name = reader.text,
                let flag = group.column("item"), let otherFlag = otherColumn(name, at: reader)
            else { return nil }
            return .sameFlag(key: key, flag: flag, of: place, otherFlag: otherFlag)
        case .noneFlagged:
            allow(["key", "item", "to", "to-key"])
            guard let key = group.column("key"), let flag = other.column("item") else { return nil }
            return .noneFlagged(key: key, of: place, flag: flag)
        default:
            allow(["key", "item", "to", "to-key", "to-item", "newest"])
            guard let key = group.column("key"), let amount = group.column("item"),
                let otherAmount = other.column("to-item")
            else { return nil }
            return .sameAmount(
                key: key, amount: amount, of: place, otherAmount: otherAmount,
                newest: self["newest"] == nil ? nil : other.column("newest"))
        }
    }

    private func household(_ group: RuleGroup, _ target: RecordLayout) -> HouseholdCheck? {
        allow(
            YAMLReader.common.union(
                ["household", "designated-head", "members", "relation", "sex", "birth", "living", "codes"]))
        guard let members = ruleGroup("members", target), let household = group.column("household"),
            let head = group.column("designated-head"), let memberHousehold = members.column("household"),
            let relation = members.column("relation"), let sex = members.column("sex"),
            let birth = members.column("birth"), let living = living(members),
            let codes = required("codes")
        else { return nil }
        func code(_ key: String) -> [UInt8] { Array((codes.required(key)?.text ?? "").utf8) }
        return HouseholdCheck(
            household: household, designatedHead: head,
            members: Rule.Place(group: members.group.name, column: members.group.keyColumns.first ?? 0),
            memberHousehold: memberHousehold, relation: relation, sex: sex, birth: birth, living: living,
            codes: .init(
                head: code("head"), husband: code("husband"), wife: code("wife"), child: code("child"),
                male: code("male"), female: code("female")))
    }

    /// The one item that tells who lives in a household now.
    private func living(_ members: RuleGroup) -> Rule.Filter? {
        guard let reader = required("living") else { return nil }
        if reader.keys.count != 1 { reader.tell("living には、現に住んでいることを表す項目を1つだけ書いてください。") }
        return reader.filters(members).first
    }

    private func history(_ group: RuleGroup, _ target: RecordLayout) -> HistoryCheck? {
        allow(YAMLReader.common.union(["person", "number", "date", "newest", "of", "items"]))
        guard let other = ruleGroup("of", target), let person = group.column("person"),
            let number = group.column("number"), let date = group.column("date"), let newest = group.column("newest")
        else { return nil }
        let pairs = (required("items")?.items ?? []).compactMap { reader -> SetCheck.Pair? in
            guard let name = reader.text, let column = group.column(named: name, at: reader),
                let otherColumn = other.column(named: name, at: reader)
            else { return nil }
            return SetCheck.Pair(column: column, other: otherColumn)
        }
        return HistoryCheck(
            person: person, number: number, date: date, newest: newest,
            of: Rule.Place(group: other.group.name, column: other.group.keyColumns.first ?? 0), pairs: pairs)
    }
}
