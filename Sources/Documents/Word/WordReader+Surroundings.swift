import Tabular

/// The parts with the heads and feet of pages, each once.
struct WordPageEdges {
    private(set) var heads: [String] = []
    private(set) var feet: [String] = []

    init(_ sections: [XMLNode], _ links: Relationships, _ package: OfficePackage) throws(DocumentRefusal) {
        var hasEvenPages = false
        if let part = links.part("settings"), package.archive.has(part), let root = try package.tree(part).root {
            hasEvenPages = WordProperties.isOn(root.child("evenAndOddHeaders"))
        }
        for section in sections {
            for node in section.children where node.name == "headerReference" || node.name == "footerReference" {
                if node["type"] == "first", !WordProperties.isOn(section.child("titlePg")) { continue }
                if node["type"] == "even", !hasEvenPages { continue }
                guard let part = node["id"].flatMap({ links.byIdentifier[$0]?.part }) else { continue }
                if node.name == "headerReference" {
                    if !heads.contains(part) { heads.append(part) }
                } else if !feet.contains(part) {
                    feet.append(part)
                }
            }
        }
    }
}

extension WordReader {
    /// Macros, what lies outside, what is embedded, and how the page is written.
    mutating func noteSurroundings(_ links: Relationships, _ sections: [XMLNode]) throws(DocumentRefusal) {
        let names = package.archive.names.map { $0.lowercased() }
        if names.contains(where: { $0.hasSuffix("vbaproject.bin") }) {
            try book.note(.setAside, "マクロが入っていますが、実行も読み込みもしません。")
        }
        let embedded = names.count { $0.contains("embeddings/") }
        if embedded > 0 { try book.note(.setAside, "埋め込まれたファイル\(embedded)個は読みません。") }
        for (_, link) in links.byIdentifier.sorted(by: { $0.key < $1.key }) where link.part == nil {
            guard link.kind != "hyperlink" else { continue }
            try book.note(.setAside, "ファイルの外（\(link.target)）への参照は開きません。")
        }
        if sections.contains(where: { $0.child("textDirection")?["val"]?.hasPrefix("tbRl") == true }) {
            try book.note(.read, "縦書きの文書です。")
        }
    }

    /// Footnotes and endnotes in the order in which the text refers to them, and then those it does not.
    mutating func readNotes(_ links: Relationships, _ sections: [XMLNode]) throws(DocumentRefusal) {
        for (kind, name) in [(WordNoteReference.Kind.footnote, "footnotes"), (.endnote, "endnotes")] {
            guard let part = links.part(name), package.archive.has(part), let root = try package.tree(part).root else {
                continue
            }
            inlines.links = WordReader.addresses(try package.links(of: part))
            var byIdentifier: [String: XMLNode] = [:]
            var order: [String] = []
            for node in root.children {
                guard let identifier = node["id"], node["type"] == nil || node["type"] == "normal",
                    byIdentifier.updateValue(node, forKey: identifier) == nil
                else { continue }
                order.append(identifier)
            }
            let format =
                sections.compactMap {
                    $0.child(kind == .footnote ? "footnotePr" : "endnotePr")?.child("numFmt")?["val"]
                }
                .first ?? (kind == .footnote ? "decimal" : "lowerRoman")
            var count = 0
            for (reference, line) in noteReferences where reference.kind == kind {
                guard let node = byIdentifier.removeValue(forKey: reference.identifier) else { continue }
                if !reference.hasOwnMark { count += 1 }
                let mark = reference.hasOwnMark ? nil : NumberStyle.text(count, format: format)
                try book.note(
                    .read, "本文の\(line)行目に注\(mark ?? "")が付いています。", at: DocumentPlace(line: book.nextLine))
                try blocks(node, Context(part: .footnote, number: mark))
                try flushCarried(Context(part: .footnote))
            }
            for identifier in order {
                guard let node = byIdentifier[identifier] else { continue }
                try blocks(node, Context(part: .footnote))
                try flushCarried(Context(part: .footnote))
            }
        }
    }

    mutating func readComments(_ links: Relationships) throws(DocumentRefusal) {
        guard let part = links.part("comments"), package.archive.has(part), let root = try package.tree(part).root
        else {
            return
        }
        for node in root.children where node.name == "comment" {
            let text = WordTable.texts(of: node)
            guard !text.isEmpty else { continue }
            let author = node["author"].map { "（\($0)）" } ?? ""
            let line = node["id"].flatMap { commentLines[$0] }
            try book.note(
                .setAside, "コメント\(author)「\(text)」は本文に入れません。", at: line.map { DocumentPlace(line: $0) })
        }
    }
}
