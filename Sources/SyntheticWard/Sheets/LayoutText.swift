extension SyntheticWard {
    /// The layout of a system as YAML.
    enum LayoutText {
        static func yaml(_ system: SystemID) -> String {
            let number = 901 + (SystemID.allCases.firstIndex(of: system) ?? 0)
            var text = "# 見本の区のレイアウト。実在のシステムのものではない。\n"
            text += "layout: \"\(system.name)\"\nbusiness: \"\(number)\"\nversion: \"見本\"\ngroups:\n"
            for sheet in Sheets.of(system) {
                text += "  - name: \"\(sheet.group)\"\n    file: {\(file(sheet))}\n    items:\n"
                var offset = 0
                for column in sheet.columns {
                    text += "      - {name: \"\(column.name)\""
                    if column.isKey { text += ", key: true" }
                    if sheet.isFixed {
                        text += ", offset: \(offset), bytes: \(column.bytes)"
                        if column.form != .text { text += ", as: \(column.form.rawValue)" }
                        offset += column.bytes
                    }
                    text += "}\n"
                }
            }
            return text
        }

        private static func file(_ sheet: Sheet) -> String {
            let encoding = "encoding: \(sheet.system.encoding)"
            switch sheet.shape {
            case .csv(let isQuoted): return encoding + ", form: csv" + (isQuoted ? "" : ", quotes: false")
            case .tsv: return encoding + ", form: tsv, quotes: false"
            case .fixed(let terminator):
                return encoding + ", form: fixed, record-bytes: \(sheet.recordBytes), terminator: "
                    + (terminator.isEmpty ? "none" : "crlf")
            }
        }
    }
}
