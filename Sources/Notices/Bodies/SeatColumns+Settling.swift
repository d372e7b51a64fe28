/// Columns by what stands in them, where their heads say little.
extension SeatColumns {
    /// What a table's columns hold shows in so many rows.
    static let rowsMax = 100

    /// By the rows below a head: a column of nothing but labels holds roles whatever its head says, one of posts under a head that says
    /// nothing holds posts, and of two columns of roles the one without labels groups the members.
    func settled(by rows: some Collection<SeatRow>) -> SeatColumns {
        let rows = rows.prefix(Self.rowsMax).prefix {
            SeatColumns(head: $0.cells) == nil && !($0.spanning.map { SeatLabel($0.text) == .secretariat } ?? false)
        }.filter {
            $0.filled.count > 1
        }
        guard !rows.isEmpty else { return self }
        let texts = kinds.indices.map { column in
            rows.compactMap { column < $0.cells.count && !$0.cells[column].isEmpty ? $0.cells[column].text : nil }
                .filter { !PostWord.isNone($0) && !PostWord.isDitto($0) }
        }
        func holdsLabels(_ column: Int) -> Bool {
            let labels = texts[column].map { SeatLabel($0) }
            return labels.contains { $0?.role != nil } && labels.allSatisfy { $0?.role != nil || $0 == .secretariat }
        }
        func holdsPosts(_ column: Int) -> Bool {
            texts[column].count { PostWord.isPost($0) } * 2 > texts[column].count
        }
        var settled = self
        // 区分 over 学識経験者 and 〃, beside 所属 with a post in many rows: the section says who sits, the role of which kind.
        if !has(.post), let role = kinds.firstIndex(of: .role), let section = kinds.firstIndex(of: .section),
            texts[role].allSatisfy({ SeatLabel($0) == nil && !PostWord.isPost($0) }),
            texts[section].count == rows.count,
            texts[section].count(where: { PostWord.isPost($0) && !PostWord.ranks.contains(BodyText.key($0)) }) * 3
                >= texts[section].count
        {
            settled.kinds[role] = nil
        }
        // 所属 over 総務部 and 人事課 in two columns: the narrower one is whose post it is.
        for column in kinds.indices.dropLast()
        where kinds[column] == .section && kinds[column + 1] == nil && !texts[column + 1].isEmpty
            && texts[column + 1].allSatisfy({ PostWord.isSection($0) && !PostWord.isPost($0) })
        {
            settled.kinds[column] = nil
            settled.kinds[column + 1] = .section
        }
        // 委員 over 座長 and 委員, 区分 over 学識経験者: a column of labels holds roles, though no head says so.
        let roles = kinds.indices.filter { kinds[$0] == .role }
        if !roles.contains(where: holdsLabels),
            let column = kinds.indices.first(where: { kinds[$0] == nil && holdsLabels($0) })
        {
            settled.kinds[column] = .role
            if has(.post) || has(.section) { roles.forEach { settled.kinds[$0] = nil } }
        }
        let isLabelled = kinds.indices.contains { kinds[$0] == .role && holdsLabels($0) }
        // 区分 over labels or kinds of people, 役職 over 施設長 and 教頭 beside 団体名: the second holds posts.
        if !has(.post), has(.section),
            let other = kinds.indices.first(where: { kinds[$0] == .role && !holdsLabels($0) && holdsPosts($0) })
        {
            settled.kinds[other] = .post
        }
        // 役職 over labels, 選出区分 over 商工会会長 and 公募委員, and nothing else: the second says who sits.
        if isLabelled, !has(.post), !has(.section), !has(.postWithName),
            !kinds.indices.contains(where: { kinds[$0] == nil && !texts[$0].isEmpty }),
            let other = kinds.indices.first(where: { kinds[$0] == .role && !holdsLabels($0) })
        {
            settled.kinds[other] = .post
        }
        let hasOthers = has(.post) || has(.section) || kinds.indices.contains { kinds[$0] == nil && holdsPosts($0) }
        for column in kinds.indices {
            if settled.kinds[column] == .role, isLabelled, hasOthers, !holdsLabels(column) {
                settled.kinds[column] = nil
            } else if kinds[column] == .post, !has(.role), holdsLabels(column),
                kinds.indices.contains(where: {
                    $0 != column && !holdsLabels($0)
                        && (kinds[$0] == .post || kinds[$0] == .section || kinds[$0] == nil && holdsPosts($0))
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
        // 機関 over 医師会 and 小学校長会, beside 職名: whose posts they are.
        if settled.has(.post), !settled.has(.section),
            let column = kinds.indices.first(where: { column in
                settled.kinds[column] == nil
                    && texts[column].count(where: { PostWord.isSection($0) && !PostWord.isPost($0) }) * 2
                        > texts[column].count
            })
        {
            settled.kinds[column] = .section
        }
        // 所属 over 商工会, 医師会 and 高梨市: posts of the office's own sections need no name of theirs, those of all others do.
        if settled.has(.post), let section = settled.kinds.firstIndex(of: .section) {
            let sections = Set(texts[section])
            settled.holdsOrganisations = sections.count(where: { !PostWord.isUnit($0) }) * 2 > sections.count
        }
        return settled
    }
}
