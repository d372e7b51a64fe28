/// Columns by what stands in them, where their heads say little.
extension SeatColumns {
    /// What a table's columns hold shows in so many rows.
    private static let rowsMax = 100

    /// By the rows below a head: a column of nothing but labels holds roles whatever its head says, one of posts under a head that says
    /// nothing holds posts, and of two columns of roles the one without labels groups the members.
    func settled(by rows: some Collection<SeatRow>) -> SeatColumns {
        let rows = rows.prefix(Self.rowsMax).prefix { SeatColumns(head: $0.cells) == nil }.filter {
            $0.filled.count > 1
        }
        guard !rows.isEmpty else { return self }
        let texts = kinds.indices.map { column in
            rows.compactMap { column < $0.cells.count && !$0.cells[column].isEmpty ? $0.cells[column].text : nil }
                .filter { !PostWord.isNone($0) && !PostWord.isDitto($0) }
        }
        func holdsLabels(_ column: Int) -> Bool {
            !texts[column].isEmpty && texts[column].allSatisfy { SeatLabel($0)?.role != nil }
        }
        func holdsPosts(_ column: Int) -> Bool {
            texts[column].count { PostWord.isPost($0) } * 2 > texts[column].count
        }
        var settled = self
        // 区分 over 学識経験者 and 〃, beside 所属 with a post in many rows: the section says who sits, the role of which kind.
        if !has(.post), let role = kinds.firstIndex(of: .role), let section = kinds.firstIndex(of: .section),
            texts[role].allSatisfy({ SeatLabel($0) == nil && PostWord.isCategory($0) }),
            texts[section].count == rows.count,
            texts[section].count(where: { PostWord.isPost($0) && !PostWord.ranks.contains(BodyText.key($0)) }) * 3
                >= texts[section].count
        {
            settled.kinds[role] = nil
        }
        let isLabelled = kinds.indices.contains { kinds[$0] == .role && holdsLabels($0) }
        let hasOthers = has(.post) || has(.section) || kinds.indices.contains { kinds[$0] == nil && holdsPosts($0) }
        for column in kinds.indices {
            if kinds[column] == .role, isLabelled, hasOthers, !holdsLabels(column) {
                settled.kinds[column] = nil
            } else if kinds[column] == .post, !has(.role), holdsLabels(column),
                kinds.indices.contains(where: {
                    $0 != column && (kinds[$0] == nil || kinds[$0] == .post) && !holdsLabels($0) && holdsPosts($0)
                })
            {
                settled.kinds[column] = .role
            }
        }
        if !settled.has(.post), !settled.has(.postWithName),
            let column = kinds.indices.first(where: { kinds[$0] == nil && settled.kinds[$0] == nil && holdsPosts($0) })
        {
            settled.kinds[column] = .post
        }
        return settled
    }
}
