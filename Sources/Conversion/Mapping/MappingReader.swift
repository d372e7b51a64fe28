import Declaring

/// Reads a mapping from YAML, checked against both layouts. All findings come at once.
///
///     mapping: 旧住民記録から
///     system: juki
///     codes:
///       性別: {"1": "1", "2": "2", "": "0"}
///     groups:
///       - to: 住民基本情報
///         from: 住民
///         items:
///           宛名番号: 宛名番号
///           生年月日: date(生年月日)
///         discard:
///           予備: 使っていない
///         unfilled:
///           個人番号: 連携で後から入る
public enum MappingReader {
    public static func read(
        _ text: String, file: String, from source: RecordLayout, to target: RecordLayout
    ) -> (mapping: Mapping?, findings: [DeclarationFinding]) {
        let log = YAMLReader.FindingLog()
        guard let reader = YAMLReader(text, file: file, log: log) else { return (nil, log.findings) }
        let mapping = reader.mapping(from: source, to: target)
        return (log.findings.isEmpty ? mapping : nil, log.findings)
    }
}

extension YAMLReader {
    fileprivate func mapping(from source: RecordLayout, to target: RecordLayout) -> Mapping {
        allow(["mapping", "system", "codes", "groups"])
        var mapping = Mapping(
            name: required("mapping")?.text ?? "", system: required("system")?.text ?? "", codeMaps: [], groups: [])
        if let codes = self["codes"] {
            for name in codes.keys {
                guard let map = codes[name] else { continue }
                mapping.codeMaps.append(
                    CodeMap(
                        name: name,
                        codes: Dictionary(map.keys.map { ($0, map.text($0) ?? "") }) { first, _ in first }))
            }
        }
        let maps = Set(mapping.codeMaps.map(\.name))
        for reader in required("groups")?.items ?? [] {
            if let group = reader.groupMapping(from: source, to: target, maps: maps) { mapping.groups.append(group) }
        }
        return mapping
    }

    private func groupMapping(from source: RecordLayout, to target: RecordLayout, maps: Set<String>) -> GroupMapping? {
        allow(["to", "from", "only", "only-reason", "items", "discard", "unfilled"])
        guard let to = required("to"), let from = required("from"), let toName = to.text, let fromName = from.text
        else { return nil }
        guard let targetGroup = target.group(named: toName) else {
            to.tell("移行先にグループ「\(toName)」がありません。")
            return nil
        }
        guard let sourceGroup = source.group(named: fromName) else {
            from.tell("移行元にグループ「\(fromName)」がありません。")
            return nil
        }
        var group = GroupMapping(
            target: toName, source: fromName, only: nil, onlyReason: text("only-reason"), items: [], discards: [],
            unfilled: [], line: line)
        if let only = self["only"], let text = only.text {
            if let parsed = only.expression(text, sourceGroup, maps) {
                if parsed.type == .flag { group.only = parsed.expression } else { only.tell("only には条件を書いてください。") }
            }
            if group.onlyReason == nil { only.tell("対象を絞る理由（only-reason）を書いてください。") }
        }
        if let items = self["items"] {
            for name in items.keys {
                guard let reader = items[name], let text = reader.text else { continue }
                guard let item = targetGroup.item(named: name) else {
                    reader.tell("移行先のグループ「\(toName)」に、項目「\(name)」がありません。")
                    continue
                }
                guard let parsed = reader.expression(text, sourceGroup, maps) else { continue }
                if let problem = item.type.refusal(of: parsed.type) {
                    reader.tell("「\(name)」は\(item.type.japanese)です。\(problem)")
                    continue
                }
                group.items.append(
                    ItemMapping(
                        item: name, expression: parsed.expression, type: parsed.type, text: text, line: reader.line))
            }
        }
        group.discards = leftOut("discard", in: sourceGroup, "移行元")
        group.unfilled = leftOut("unfilled", in: targetGroup, "移行先")
        return group
    }

    private func leftOut(_ key: String, in group: ItemGroup, _ side: String) -> [Discard] {
        guard let list = self[key] else { return [] }
        return list.keys.compactMap { name in
            guard let reader = list[name] else { return nil }
            guard group.item(named: name) != nil else {
                reader.tell("\(side)のグループ「\(group.name)」に、項目「\(name)」がありません。")
                return nil
            }
            guard let reason = reader.text, !reader.isNull else {
                reader.tell("「\(name)」を移さない理由を書いてください。")
                return nil
            }
            return Discard(item: name, reason: reason, line: reader.line)
        }
    }

    private func expression(
        _ text: String, _ group: ItemGroup, _ maps: Set<String>
    ) -> (expression: Expression, type: ValueType)? {
        do {
            return try ExpressionParser.parse(text, group: group, maps: maps)
        } catch {
            tell(error.message)
            return nil
        }
    }
}

extension ItemType {
    /// Why a value of some type cannot go into an item of this one; `nil` when it can.
    func refusal(of type: ValueType) -> String? {
        switch (self, type) {
        case (.date, .date), (.any, .text), (.any, .date), (.any, .number), (.halfWidth, .text), (.halfWidth, .number),
            (.halfWidth, .date), (.fullWidth, .text), (.time, .text), (.year, .text), (.integer, .number),
            (.signed, .number), (.decimal, .number):
            nil
        case (.date, _): "date( )、from( )、until( ) のどれかで日付にしてください。"
        case (.integer, _), (.signed, _), (.decimal, _): "number( ) で数にしてください。"
        case (.image, _): "画像は文字の式では移せません。"
        case (_, .flag): "条件のままでは入れられません。if(条件, '1', '0') のように書いてください。"
        case (_, _): "\(type.japanese)は入れられません。"
        }
    }
}
