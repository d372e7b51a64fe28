/// Lists between commas.
extension SeatTokens {
    /// 税務係長、建築担当、公民館長: the places of words in a list between commas most of which are posts. Each is a member.
    static func listed(_ words: [String]) -> Set<Int> {
        var listed: Set<Int> = []
        var place = 0
        for word in words {
            let parts = parts(word)
            if parts.count > 2, parts.count(where: PostWord.isPost) * 2 > parts.count {
                listed.formUnion(place..<(place + parts.count))
            }
            place += parts.count
        }
        return listed
    }

    /// Words divided at commas; brackets keep theirs together.
    static func parts(_ text: String) -> [String] {
        commaParts(text).flatMap(joinedPosts)
    }

    /// 会計課長及び監査事務局長 → both, where each is a post.
    private static func joinedPosts(_ text: String) -> [String] {
        for joint in ["及び", "並びに", "および"] where text.contains(joint) {
            let posts = text.split(separator: joint).map { BodyText.trimmed($0) }
            if posts.count > 1, posts.allSatisfy(PostWord.isPost) { return posts }
        }
        return [text]
    }

    private static func commaParts(_ text: String) -> [String] {
        guard text.unicodeScalars.contains(where: { "、，,；;\n".unicodeScalars.contains($0) }) else { return [text] }
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var depth = 0
        for scalar in text.unicodeScalars {
            if scalar == "(" || scalar == "（" { depth += 1 }
            if scalar == ")" || scalar == "）" { depth = max(0, depth - 1) }
            if depth == 0, "、，,；;\n".unicodeScalars.contains(scalar) {
                parts.append(BodyText.trimmed(String(part)))
                part = .init()
            } else {
                part.append(scalar)
            }
        }
        parts.append(BodyText.trimmed(String(part)))
        return parts.filter { !$0.isEmpty }
    }
}
