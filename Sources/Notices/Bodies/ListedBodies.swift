import Japanese

/// Bodies that running text sets up and lists: 〜部会のもとに、次の検討グループを置く, and bullets with their names below.
struct ListedBodies {
    struct Listed: Hashable, Sendable {
        let name: String
        let rawName: String
        let line: Int
        let parent: String?
    }

    private(set) var bodies: [Listed] = []
    private(set) var parents: [String] = []
    private(set) var ledger = LineLedger()

    init(_ rows: [SeatRow], repairs: [String: String]) {
        var parent: String?
        var isOpen = false
        for row in rows where !row.isBlank {
            guard !row.isGrid, row.text.utf8.count <= BodyText.rowBytesMax else {
                isOpen = false
                continue
            }
            if let found = Self.parent(in: row.text) {
                parent = found
                isOpen = true
                if !parents.contains(found) { parents.append(found) }
                continue
            }
            guard isOpen else { continue }
            let item = BodyText.tight(SeatTokens.withoutSign(Self.withoutBullets(row.text)))
            guard isOpen, bodies.count < SeatReader.bodiesMax,
                BodyName.isName(repairs[item] ?? item) || BodyName.isName(item)
            else {
                if row.text.hasSuffix("。") || row.isHeading { isOpen = false }
                continue
            }
            bodies.append(Listed(name: repairs[item] ?? item, rawName: item, line: row.line, parent: parent))
            ledger.use(row.line, as: .body)
        }
    }

    private static func withoutBullets(_ text: String) -> String {
        BodyText.trimmed(text.drop { "-・･○● \u{3000}".contains($0) })
    }

    /// デジタル・セキュリティ部会のもとに、次の検討グループを置く → デジタル・セキュリティ部会
    static func parent(in text: String) -> String? {
        guard text.unicodeScalars.contains(where: { $0 == "置" || $0 == "設" }),
            text.contains("次") || text.contains("以下"), ["置く", "置き", "設置", "設ける", "設け"].contains(where: text.contains)
        else { return nil }
        for joint in ["のもとに", "の下に", "の下部組織として", "に、次の", "に次の", "に、以下の"] {
            guard let range = text.firstRange(of: joint) else { continue }
            var name: [Unicode.Scalar] = []
            for scalar in text[..<range.lowerBound].unicodeScalars.reversed() {
                let script = Script(of: scalar)
                guard
                    script == .kanji || script == .katakana || script == .latin || "ー・･".unicodeScalars.contains(scalar)
                else { break }
                name.append(scalar)
            }
            let found = String(scalars: name.reversed())
            if BodyName.isName(found) { return found }
        }
        return nil
    }
}
