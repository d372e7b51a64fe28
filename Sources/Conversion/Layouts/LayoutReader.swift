import Declaring
import Foundation
import Japanese
import Tabular

/// Reads a layout from YAML. All findings come at once, each with its line.
///
///     layout: 旧住民記録
///     business: "001"
///     version: "2003"
///     groups:
///       - name: 住民
///         file: {encoding: cp932, form: csv}
///         items:
///           - {name: 宛名番号, type: X, length: 10, key: true}
public enum LayoutReader {
    public static func read(_ text: String, file: String) -> (layout: RecordLayout?, findings: [DeclarationFinding]) {
        let log = YAMLReader.FindingLog()
        guard let reader = YAMLReader(text, file: file, log: log) else { return (nil, log.findings) }
        let layout = reader.layout()
        return (log.findings.isEmpty ? layout : nil, log.findings)
    }
}

extension YAMLReader {
    fileprivate func layout() -> RecordLayout {
        allow(["layout", "business", "version", "effective", "length-unit", "codes", "groups"])
        var layout = RecordLayout(
            name: required("layout")?.name ?? "", business: required("business")?.text ?? "",
            version: required("version")?.text ?? "")
        if let effective = self["effective"] {
            layout.effective = effective.text.flatMap { CivilDate(iso: $0) }
            if layout.effective == nil { effective.tell("日付は 2026-04-01 のように書いてください。") }
        }
        if self["length-unit"] != nil { layout.lengthUnit = choice("length-unit", LengthUnit.self) ?? .scalars }
        if let codes = self["codes"] {
            for id in codes.keys { if let list = codes[id] { layout.codeLists.append(list.codeList(id)) } }
        }
        guard let groups = required("groups") else { return layout }
        for group in groups.items {
            let read = group.group()
            if layout.group(named: read.name) != nil { group.tell("グループ「\(read.name)」が2回あります。") }
            layout.groups.append(read)
        }
        for group in groups.items {
            for item in group["items"]?.items ?? [] {
                guard let code = item["codes"], let id = code.text, layout.codeList(id) == nil else { continue }
                code.tell("コード一覧「\(id)」がありません。codes に書いてください。")
            }
        }
        return layout
    }

    private func codeList(_ id: String) -> CodeList {
        allow(["name", "open", "values"])
        let values = self["values"]
        return CodeList(
            id: id, name: text("name") ?? id,
            codes: (values?.keys ?? []).map { CodeList.Code(value: $0, meaning: values?.text($0) ?? "") },
            isOpen: self["open"]?.bool ?? false)
    }

    private func group() -> ItemGroup {
        allow(["name", "file", "items"])
        var group = ItemGroup(name: required("name")?.name ?? "")
        group.file = self["file"]?.fileDescription()
        for reader in required("items")?.items ?? [] {
            let item = reader.item(isFixed: group.file?.form == .fixed)
            if group.item(named: item.name) != nil { reader.tell("項目「\(item.name)」が2回あります。") }
            group.items.append(item)
        }
        if let file = group.file, file.form == .fixed { checkPlaces(group, file) }
        return group
    }

    /// Every byte of a record belongs to one item: what no item names would be lost without a word.
    private func checkPlaces(_ group: ItemGroup, _ file: FileDescription) {
        guard let recordBytes = file.recordBytes else { return }
        var end = 0
        for item in group.items.sorted(by: { ($0.place?.offset ?? 0) < ($1.place?.offset ?? 0) }) {
            guard let place = item.place else { continue }
            if place.offset > end {
                tell("\(end)〜\(place.offset - 1)バイト目を、どの項目も受け持っていません。使っていない所も項目（filler）として書いてください。")
            }
            if place.offset < end { tell("項目「\(item.name)」が、前の項目と重なっています（\(place.offset)バイト目）。") }
            end = max(end, place.offset + place.length)
        }
        if end < recordBytes { tell("\(end)〜\(recordBytes - 1)バイト目を、どの項目も受け持っていません。") }
        if end > recordBytes { tell("項目の終わり（\(end)バイト）が、レコードの長さ（\(recordBytes)バイト）を越えています。") }
    }

    private func fileDescription() -> FileDescription {
        allow(["encoding", "form", "heading", "quotes", "line-ends-in-quotes", "record-bytes", "terminator"])
        var file = FileDescription()
        if let encoding = required("encoding"), let name = encoding.text {
            file.encoding = name
            if SourceCharacterSet(named: name) == nil {
                encoding.tell("「\(name)」は使えません。\(SourceCharacterSet.names.joined(separator: "、")) のどれかを書いてください。")
            }
        }
        file.form = choice("form", FileDescription.Form.self) ?? .csv
        if let heading = self["heading"]?.bool { file.hasHeading = heading }
        if let quotes = self["quotes"]?.bool { file.isQuoted = quotes }
        if let lineEnds = self["line-ends-in-quotes"]?.bool { file.hasLineEndsInQuotes = lineEnds }
        if file.form == .fixed {
            file.recordBytes = required("record-bytes")?.integer
            if let length = file.recordBytes, !(1...RecordLimits.recordBytesMax).contains(length) {
                tell("record-bytes は1から\(RecordLimits.recordBytesMax)までの数を書いてください。")
                file.recordBytes = nil
            }
        } else if ["jef", "keis78", "keis83", "jips"].contains(file.encoding.lowercased()) {
            tell("\(file.encoding) の文字は、固定長（form: fixed）のファイルで読めます。")
        }
        if let terminator = self["terminator"], let text = terminator.text {
            switch text.lowercased() {
            case "none": file.terminator = []
            case "crlf": file.terminator = [0x0D, 0x0A]
            case "lf": file.terminator = [0x0A]
            default:
                let bytes = stride(from: 0, to: text.utf8.count, by: 2).map { position in
                    UInt8(text.dropFirst(position).prefix(2), radix: 16)
                }
                file.terminator = bytes.compactMap(\.self)
                if bytes.contains(nil) || bytes.count > 4 {
                    terminator.tell("区切りは none、crlf、lf か、16進数（例: 15）で書いてください。")
                }
            }
        }
        return file
    }

    private func item(isFixed: Bool) -> Item {
        allow([
            "name", "id", "romaji", "type", "length", "decimals", "codes", "repeats", "required", "condition",
            "required-when", "key", "foreign-key", "unknown", "implemented", "offset", "bytes", "as",
        ])
        var item = Item(name: required("name")?.name ?? "")
        item.id = text("id")
        item.romaji = text("romaji")
        if let type = self["type"], let name = type.text {
            item.type = ItemType(official: name) ?? .any
            if ItemType(official: name) == nil {
                let names = ItemType.allCases.map(\.rawValue).joined(separator: "、")
                type.tell("データ型「\(name)」はありません。\(names) のどれかを書いてください。")
            }
        } else {
            item.type = .any
        }
        item.length = bounded("length", 1...1_000_000)
        item.decimals = bounded("decimals", 0...18)
        item.codeList = text("codes")
        item.repeats = self["repeats"]?.integer
        if self["required"] != nil {
            item.requirement = choice("required", Item.RequirementWord.self)?.requirement ?? .optional
        }
        item.condition = text("condition")
        item.requiredWhen = text("required-when")
        item.isKey = self["key"]?.bool ?? false
        item.isForeignKey = self["foreign-key"]?.bool ?? false
        item.allowsUnknown = self["unknown"]?.bool ?? false
        item.isImplemented = self["implemented"]?.bool ?? false
        if isFixed { item.place = place(decimals: item.decimals ?? 0) }
        return item
    }

    private func bounded(_ key: String, _ range: ClosedRange<Int>) -> Int? {
        guard let reader = self[key], let value = reader.integer else { return nil }
        if range.contains(value) { return value }
        reader.tell("\(key) は\(range.lowerBound)から\(range.upperBound)までの数を書いてください。")
        return nil
    }

    private func place(decimals: Int) -> FixedField? {
        guard let offset = required("offset")?.integer, let bytes = required("bytes")?.integer else { return nil }
        guard (0...RecordLimits.recordBytesMax).contains(offset), (1...65_535).contains(bytes) else {
            tell("offset は0から\(RecordLimits.recordBytesMax)まで、bytes は1から65535までの数を書いてください。")
            return nil
        }
        let kind: FixedField.Kind =
            switch self["as"] == nil ? .text : choice("as", PlaceWord.self) ?? .text {
            case .text, .filler: .text
            case .kanji: .doubles
            case .zoned: .zoned(scale: decimals)
            case .packed: .packed(scale: decimals)
            }
        return FixedField(offset: offset, length: bytes, kind: kind)
    }
}

/// How a layout names the ways a field's bytes are read.
private enum PlaceWord: String, CaseIterable {
    case text
    /// Two bytes to a character, without shifts.
    case kanji
    case zoned
    case packed
    /// Bytes that nothing is kept in.
    case filler
}

extension Item {
    /// How a layout writes whether an item is required.
    fileprivate enum RequirementWord: String, CaseIterable {
        case yes
        case conditional
        case no

        var requirement: Item.Requirement {
            switch self {
            case .yes: .required
            case .conditional: .conditional
            case .no: .optional
            }
        }
    }
}
