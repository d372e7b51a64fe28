/// Words for roles with who fills them in brackets.
extension RoleClause {
    private static let labelLettersMax = 8
    private static let insideLettersMax = 300

    /// 本部は、本部長（市長）、副本部長（副市長及び教育長）及び本部員（各部局長）で構成し: none where who leads is not told.
    static func bracketed(in sentence: String) -> [RoleClause] {
        var clauses: [RoleClause] = []
        let scalars = sentence.unicodeScalars
        for open in scalars.indices where scalars[open] == "（" || scalars[open] == "(" {
            let inside = scalars[scalars.index(after: open)...].prefix(insideLettersMax)
                .prefix { !"）)（(".unicodeScalars.contains($0) }
            let head = scalars[..<open].suffix(labelLettersMax * 2)
            let joint = head.lastIndex { "、，,はび:：に".unicodeScalars.contains($0) }
            let word = BodyText.trimmed(sentence[(joint.map(head.index(after:)) ?? head.startIndex)..<open])
            guard word.count <= labelLettersMax, let label = SeatLabel(word), label.role != nil else { continue }
            let parts = ArticleBodies.divided(String(inside))
            let members = parts.compactMap { member($0, isList: true) }
            guard !members.isEmpty, members.count == parts.count else { continue }
            clauses.append(RoleClause(label: label, word: word, owner: nil, members: members, refersToList: false))
        }
        return clauses.contains { $0.label == .leader } && clauses.count > 1 ? clauses : []
    }
}
