/// Rules that a layout brings along: no two records of a group have the same key (主キー).
enum KeyRules {
    /// - Parameter known: rules of the ward; a group whose keys one of them asks about needs no other.
    static func of(_ target: RecordLayout, besides known: [Rule]) -> [Rule] {
        target.groups.compactMap { group in
            let keys = group.keyColumns
            let isAsked = known.contains { rule in
                guard case .set(.unique(let columns)) = rule.check else { return false }
                return rule.group == group.name && rule.filters.isEmpty && Set(columns) == Set(keys)
            }
            if keys.isEmpty || isAsked { return nil }
            return Rule(
                id: "主キー（\(group.name)）", group: group.name, reason: .keyRepeated, filters: [],
                check: .set(.unique(keys)))
        }
    }
}
