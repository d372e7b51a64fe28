/// Words for roles with who fills them in brackets.
extension RoleClause {
    private static let labelLettersMax = 8
    private static let insideLettersMax = 300

    /// 本部は、本部長（市長）、副本部長（副市長及び教育長）及び本部員（各部局長）で構成し: none where who leads is not told.
    static func bracketed(in sentence: String) -> [RoleClause] {
        guard sentence.contains(where: { "（(".contains($0) }) else { return [] }
        var clauses: [RoleClause] = []
        for open in sentence.indices where "（(".contains(sentence[open]) {
            let inside = sentence[sentence.index(after: open)...].prefix(insideLettersMax).prefix {
                !"）)（(".contains($0)
            }
            let head = sentence[..<open].suffix(labelLettersMax * 2)
            let start = head.lastIndex { "、，,はび:：に".contains($0) }.map { head.index(after: $0) } ?? head.startIndex
            let word = BodyText.trimmed(head[start...])
            guard word.count <= labelLettersMax, let label = SeatLabel(word), label.role != nil else { continue }
            let parts = ArticleBodies.divided(String(inside))
            let members = parts.compactMap { member($0, isList: true) }
            guard !members.isEmpty, members.count == parts.count else { continue }
            clauses.append(RoleClause(label: label, word: word, owner: nil, members: members, refersToList: false))
        }
        return clauses.contains { $0.label == .leader } && clauses.count > 1 ? clauses : []
    }
}
