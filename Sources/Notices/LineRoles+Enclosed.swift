import Japanese

/// Titles in round brackets.
extension LineRoles {
    private static let enclosedMin = 3
    private static let enclosedLetters = 4...40

    /// （避難路の照明の設置） alone in its line over ○ …を設置する。, several times.
    mutating func titleEnclosed(_ parts: [NoticeTable.Part]) {
        let filled = parts.indices.filter { if case .line(let line) = parts[$0] { !line.isBlank } else { true } }
        let titles = zip(filled, filled.dropFirst()).compactMap { index, next -> (index: Int, start: Int)? in
            guard case .line(let line) = parts[index], case .line(let below) = parts[next], line.decided == nil,
                let start = line.scalars.firstIndex(where: { !$0.isSpace }),
                Self.isEnclosed(line.scalars[start...].trimmedEnd),
                let mark = below.scalars.first(where: { !$0.isSpace }), "○◯●◎・".unicodeScalars.contains(mark)
            else { return nil }
            return (index, start)
        }
        guard titles.count >= Self.enclosedMin else { return }
        for title in titles {
            roles[title.index] = .heading(
                HeadingSign(kind: .bracket, ordinal: nil, printed: "", length: 0), hashes: nil, start: title.start)
        }
    }

    private static func isEnclosed(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        let inside = body.dropFirst().dropLast()
        return "（(".unicodeScalars.contains(body.first ?? " ") && "）)".unicodeScalars.contains(body.last ?? " ")
            && enclosedLetters.contains(inside.count) && !inside.contains { "（()）。".unicodeScalars.contains($0) }
    }
}
