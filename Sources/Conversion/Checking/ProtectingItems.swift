import Japanese

extension Workbench {
    /// Names of the items that lead to the people whose flags the rules compare.
    package var personKeyNames: Set<String> {
        itemNames { rule in
            switch rule.check {
            case .set(.sameFlag(let key, _, let of, _)), .set(.noneFlagged(let key, let of, _)):
                [(rule.group, key), (of.group, of.column)]
            default: []
            }
        }
    }

    /// The parts of a finding's key that say whom it speaks of; all of them where the mapping does not tell.
    func personKeys(of line: FindingLine, system id: String) -> [String] {
        let parts = line.key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let whole = parts.filter { !$0.isEmpty }
        guard let system = systems.first(where: { $0.id == id }), let group = system.layout.group(named: line.source),
            group.keyColumns.count == parts.count
        else { return whole }
        let columns = system.mapping.columns(filling: personKeyNames, source: line.source)
        let positions = group.keyColumns.indices.filter { columns.contains(group.keyColumns[$0]) }
        return positions.isEmpty ? whole : positions.map { parts[$0] }.filter { !$0.isEmpty }
    }

    /// Names of items that say whether somebody is protected, in whatever group they stand.
    package var flagNames: Set<String> {
        itemNames { rule in
            switch rule.check {
            case .set(.sameFlag(_, let flag, let of, let otherFlag)): [(rule.group, flag), (of.group, otherFlag)]
            case .set(.noneFlagged(_, let of, let flag)): [(of.group, flag)]
            default: []
            }
        }
    }

    /// Names of the items that rules speak of: some columns of each rule.
    private func itemNames(of columns: (Rule) -> [(group: String, column: Int)]) -> Set<String> {
        Set(rules.rules.flatMap(columns).compactMap { target.group(named: $0.group)?.items[$0.column].name })
    }
}

extension Mapping {
    /// Source columns of a group that fill some items, in whatever target group.
    package func columns(filling names: Set<String>, source group: String) -> Set<Int> {
        groups.filter { $0.source == group }.flatMap(\.items).filter { names.contains($0.item) }
            .reduce(into: []) { $0.formUnion($1.expression.columns) }
    }

    /// Whether a record's own source values set a flag, as far as the mapping tells: a value of which nobody knows what it means does.
    package func setsFlag(_ names: Set<String>, source group: String, values: [String]) -> Bool {
        groups.filter { $0.source == group }.flatMap(\.items).filter { names.contains($0.item) }.contains { item in
            item.expression.columns.filter(values.indices.contains).contains { column in
                let value = values[column]
                if value.isEmpty { return false }
                if case .code(let map, .source(column)) = item.expression, let code = codeMap(map)?.codes[value] {
                    return !["", "0"].contains(code)
                }
                return !["", "0"].contains(Width.narrowingDigitsAndLatin(value).trimmed)
            }
        }
    }
}
