import Japanese

/// What sentences around a list say of the body that it seats.
extension SeatReader {
    /// 選定は、推進チームが行う。構成は、次のとおりとする。: the body whose members follow.
    ///
    /// A heading above that ends the same name gives way to the name in full.
    mutating func introduce(_ row: SeatRow) {
        let text = lead + row.text
        lead = ""
        said = Self.said(text).map { ($0, row.line) }
        guard text.utf8.count <= Self.leadBytesMax else { return }
        let own = Self.setUp(in: text)
        defer { if let own { setUp = (own, row.line) } }
        guard Self.tellsMembers(text), let name = own ?? said?.name ?? setUp?.name,
            title.map({ $0.name == name || name.hasSuffix($0.name) || !BodyName.isName($0.name) || isSettled }) ?? true
        else { return }
        open(name, line: row.line)
        note([row.line], .used(.body))
        said = nil
    }

    /// 構成は次のとおりとする, 次の構成による推進本部が行う: the body that a text before a list of members names.
    private static func said(_ text: String) -> String? {
        guard ["構成", "組織", "体制", "メンバー", "次の", "以下の", "下記の"].contains(where: text.contains) else { return nil }
        // 桜塚町こどもまんなか推進会議が行う: up to a particle, whatever letters the name has.
        for phrase in text.split(whereSeparator: { "、。，".contains($0) }) {
            for place in phrase.indices where "がはをで".contains(phrase[place]) {
                let name = BodyText.tight(String(phrase[..<place]))
                if BodyName.isName(name) { return name }
            }
        }
        return BodyName.mention(in: text)
    }

    /// チームの庶務は、行政経営課において処理する。: below the members.
    mutating func readClosing(_ row: SeatRow) {
        guard current?.seats.isEmpty == false else { return }
        for sentence in ArticleBodies.serving(row.text) {
            guard let sections = ArticleBodies.secretariat(in: sentence) else { continue }
            let served = ArticleBodies.served(in: sentence).filter { $0.count > 1 }
            serve(sections, bodies: served)
            if !sections.isEmpty { note([row.line], .used(.secretariat)) }
        }
    }

    /// Whether the body of the title that was read last has its seats.
    private var isSettled: Bool { drafts.contains { $0.name == title?.name } }

    static let leadBytesMax = 1_200

    /// 庁内に空き家対策推進会議を置く。: the body that a sentence sets up.
    static func setUp(in text: String) -> String? {
        guard
            let verb = [
                "を置く", "を設置する", "を設ける", "を置きます", "を設置します", "を設置し、", "を置き、", "を設け、",
            ].compactMap({ text.firstRange(of: $0) }).first
        else { return nil }
        let before = text[..<verb.lowerBound]
        // 検証のため「観光戦略会議」を置きます。
        if before.last == "」", let open = before.lastIndex(of: "「") {
            let name = String(before[open...].dropFirst().dropLast())
            return BodyName.isName(name) ? name : nil
        }
        let name = before[
            (before.lastIndex { "、に，".contains($0) }.map { before.index(after: $0) } ?? before.startIndex)...]
        return BodyName.isName(String(name)) ? String(name) : nil
    }

    /// 次の構成による, 構成は次のとおり, 次に掲げる者をもって構成する
    private static func tellsMembers(_ text: String) -> Bool {
        ["構成", "組織する", "委員は", "メンバーは", "構成員は"].contains(where: text.contains)
            && ["次の", "次に", "以下の", "下記の"].contains(where: text.contains)
    }
}
