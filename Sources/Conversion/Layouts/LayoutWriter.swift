/// Writes a layout as YAML: an item to a line, as ``LayoutReader`` reads it.
public enum LayoutWriter {
    public static func yaml(_ layout: RecordLayout) -> String {
        var lines = [
            "layout: \(scalar(layout.name))", "business: \(scalar(layout.business))",
            "version: \(scalar(layout.version))",
        ]
        if let effective = layout.effective { lines.append("effective: \(effective)") }
        lines.append("length-unit: \(layout.lengthUnit.rawValue)")
        if !layout.codeLists.isEmpty {
            lines.append("codes:")
            for list in layout.codeLists {
                lines.append("  \(scalar(list.id)):")
                lines.append("    name: \(scalar(list.name))")
                if list.isOpen { lines.append("    open: true") }
                guard !list.codes.isEmpty else { continue }
                lines.append("    values:")
                for code in list.codes { lines.append("      \(scalar(code.value)): \(scalar(code.meaning))") }
            }
        }
        lines.append("groups:")
        for group in layout.groups {
            lines.append("  - name: \(scalar(group.name))")
            if let file = group.file { lines.append("    file: {\(pairs(of: file))}") }
            lines.append("    items:")
            for item in group.items { lines.append("      - {\(pairs(of: item))}") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How a file is written, as the layout says it.
    static func pairs(of file: FileDescription) -> String {
        var pairs = ["encoding: \(file.encoding)", "form: \(file.form.rawValue)"]
        if file.form == .fixed {
            if let bytes = file.recordBytes { pairs.append("record-bytes: \(bytes)") }
            let hex = file.terminator.map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }.joined()
            pairs.append("terminator: \(hex.isEmpty ? "none" : "\"\(hex)\"")")
        } else {
            if !file.hasHeading { pairs.append("heading: false") }
            if !file.isQuoted { pairs.append("quotes: false") }
            if file.hasLineEndsInQuotes { pairs.append("line-ends-in-quotes: true") }
        }
        return pairs.joined(separator: ", ")
    }

    private static func pairs(of item: Item) -> String {
        var pairs = ["name: \(scalar(item.name))"]
        func add(_ key: String, _ value: String?) {
            if let value { pairs.append("\(key): \(value)") }
        }
        add("id", item.id.map(scalar))
        add("romaji", item.romaji.map(scalar))
        add("type", scalar(item.type.rawValue))
        add("length", item.length.map(String.init))
        add("decimals", item.decimals.map(String.init))
        add("codes", item.codeList.map(scalar))
        add("repeats", item.repeats.map(String.init))
        switch item.requirement {
        case .required: add("required", "\"yes\"")
        case .conditional: add("required", "conditional")
        case .optional: break
        }
        add("condition", item.condition.map(scalar))
        add("required-when", item.requiredWhen.map(scalar))
        if item.isKey { add("key", "true") }
        if item.isForeignKey { add("foreign-key", "true") }
        if item.allowsUnknown { add("unknown", "true") }
        if item.isImplemented { add("implemented", "true") }
        if let place = item.place {
            add("offset", String(place.offset))
            add("bytes", String(place.length))
            switch place.kind {
            case .text: break
            case .doubles: add("as", "kanji")
            case .zoned: add("as", "zoned")
            case .packed: add("as", "packed")
            }
        }
        return pairs.joined(separator: ", ")
    }

    /// Always in quotes: no text is then taken for a number, a date or a truth value by the next reader.
    package static func scalar(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            // Line ends beyond ASCII, a byte order mark and control characters and what is no character would be folded or refused.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
