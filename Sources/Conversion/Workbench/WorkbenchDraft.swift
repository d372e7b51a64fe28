import Foundation
import Japanese
import Tabular

/// A first workbench from a list of target items and the files of one old system: what can be told from names is written, and the
/// check then says what is left for a person to decide.
package struct WorkbenchDraft {
    /// A file of records with its headings.
    package struct Source {
        /// The file's name without its ending: the name of the group.
        let name: String
        let fileName: String
        let encoding: String
        let isTabbed: Bool
        let headings: [String]
        let bytes: [UInt8]
    }

    package let title: String
    package let system: String
    package let target: RecordLayout
    package let sources: [Source]

    package init(title: String, system: String, target: RecordLayout, sources: [WorkbenchDraft.Source]) {
        self.title = title
        self.system = system
        self.target = target
        self.sources = sources
    }

    /// Files of the workbench by path.
    package var files: [(path: String, bytes: [UInt8])] {
        [
            ("workbench.yaml", Array(workbench.utf8)), ("target.yaml", Array(LayoutWriter.yaml(target).utf8)),
            ("\(system)/layout.yaml", Array(LayoutWriter.yaml(layout).utf8)),
            ("\(system)/mapping.yaml", Array(mapping.utf8)),
        ] + sources.map { ("\(system)/\($0.fileName)", $0.bytes) }
    }

    // MARK: reading

    /// - Throws: ``LayoutRefusal`` when a file has no headings.
    package static func source(_ bytes: [UInt8], fileName: String) throws -> Source {
        let isTabbed = fileName.lowercased().hasSuffix(".tsv")
        let encoding = encoding(of: bytes)
        let set = SourceCharacterSet(named: encoding) ?? .utf8
        let profile = RecordProfile(
            set: set,
            form: .delimited(
                DelimitedForm(delimiter: isTabbed ? .tab : .comma, columnCount: RecordLimits.columnsMax)))
        let headings = RecordFile(MappedFile(bytes), profile: profile).headings
        if headings.isEmpty {
            throw LayoutRefusal.unreadable("\(fileName)　1行目を見出しとして読めません。見出しのあるCSVかTSVを指定してください。")
        }
        if let empty = headings.firstIndex(where: \.isEmpty) {
            throw LayoutRefusal.unreadable("\(fileName)　\(empty + 1)列目に見出しがありません。")
        }
        if let twice = headings.first(where: { heading in headings.count { $0 == heading } > 1 }) {
            throw LayoutRefusal.unreadable("\(fileName)　見出し「\(twice)」が2回あります。列ごとに違う見出しにしてください。")
        }
        if let odd = headings.firstIndex(where: { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } })
        {
            throw LayoutRefusal.unreadable("\(fileName)　\(odd + 1)列目の見出しに、改行やタブなどの制御文字があります。")
        }
        let name = fileName.split(separator: ".").dropLast().joined(separator: ".")
        return Source(
            name: name.isEmpty ? fileName : name, fileName: fileName, encoding: encoding, isTabbed: isTabbed,
            headings: headings, bytes: bytes)
    }

    private static func encoding(of bytes: [UInt8]) -> String {
        switch TextEncoding.detect(bytes) {
        case .utf16LE: "utf-16le"
        case .utf16BE: "utf-16be"
        case .cp932Likely: "cp932"
        case .utf8, .utf8BOM, .binary, .empty: "utf-8"
        }
    }

    // MARK: writing

    private var workbench: String {
        var text = "workbench: \(title)\ntarget: target.yaml\nsystems:\n  - id: \(system)\n    name: \(title)\n"
        text +=
            "    section: \"\"\n    layout: \(system)/layout.yaml\n    mapping: \(system)/mapping.yaml\n    files:\n"
        for source in sources {
            text +=
                "      \(LayoutWriter.scalar(source.name)): \(LayoutWriter.scalar("\(system)/\(source.fileName)"))\n"
        }
        return text
    }

    private var layout: RecordLayout {
        RecordLayout(
            name: title, business: "999", version: "1",
            groups: sources.map { source in
                var items = source.headings.map { Item(name: $0, type: .any) }
                // A person looks at it: the first column is a key more often than any other.
                items[keyColumn(source)].isKey = true
                return ItemGroup(
                    name: source.name, items: items,
                    file: FileDescription(encoding: source.encoding, form: source.isTabbed ? .tsv : .csv))
            })
    }

    /// The column that is a key of the target by its name, else the first.
    private func keyColumn(_ source: Source) -> Int {
        let keys = Set((targetGroup(source)?.items ?? []).filter(\.isKey).map { TextKey($0.name) })
        return source.headings.firstIndex { keys.contains(TextKey($0)) } ?? 0
    }

    /// The target group that has most of the names.
    private func targetGroup(_ source: Source) -> ItemGroup? {
        let names = Set(source.headings.map { TextKey($0) })
        func common(_ group: ItemGroup) -> Int { group.items.count { names.contains(TextKey($0.name)) } }
        return target.groups.max { common($0) < common($1) }.flatMap { common($0) > 0 ? $0 : nil }
    }

    private var mapping: String {
        var text = "# 名前が同じ項目だけを書いてあります。check が示す残りの項目を、items、discard（移さない理由）、\n"
        text += "# unfilled（空のままにする理由）のどれかに書いてください。\n"
        text += "mapping: \(title)から\nsystem: \(system)\ngroups:\n"
        for source in sources {
            guard let group = targetGroup(source) else {
                text += "  # \(source.fileName): 名前の同じ項目がないため、移行先のグループを決められません。次の2行の # を取って書いてください。\n"
                text += "  # - to: 移行先のグループ\n  #   from: \(LayoutWriter.scalar(source.name))\n"
                continue
            }
            text +=
                "  - to: \(LayoutWriter.scalar(group.name))\n    from: \(LayoutWriter.scalar(source.name))\n    items:\n"
            var lines = 0
            for item in group.items {
                guard let heading = source.headings.first(where: { TextKey($0) == TextKey(item.name) }) else {
                    continue
                }
                text += "      \(LayoutWriter.scalar(item.name)): \(LayoutWriter.scalar(expression(heading, item)))\n"
                lines += 1
            }
            if lines == 0 { text += "      {}\n" }
        }
        return text
    }

    private func expression(_ heading: String, _ item: Item) -> String {
        let name =
            heading.unicodeScalars.contains { " \t()',[]=!?\u{3000}".unicodeScalars.contains($0) }
            ? "[\(heading)]" : heading
        return switch item.type {
        case .date: "date(\(name))"
        case .year: "year(\(name))"
        case .fullWidth:
            item.name.contains("カナ") || item.name.contains("フリガナ") ? "name(kana(\(name)))" : "wide(\(name))"
        case .integer, .signed, .decimal: "number(\(name))"
        default: name
        }
    }
}
