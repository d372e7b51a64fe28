import Ward

/// The fields of a form as a program writes them: an object whose members are texts, whole numbers, truth or lists of these.
///
///     {"title": "休業の案内", "revision": 0, "isShown": true, "units": ["01J…", "01K…"]}
///
/// A box that is on is `true`, one that is off `false`; a list stands for a field that is sent several times; `null` for one that
/// is not sent.
enum JSONFields {
    /// - Throws: ``ProgramRefused`` with all that is wrong.
    static func form(_ bytes: [UInt8]) throws(ProgramRefused) -> Form {
        let json: JSON
        do throws(JSONParsingError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw ProgramRefused(
                status: 400, code: "malformedJSON",
                findings: [
                    ProgramFinding(
                        where: place(of: error.offset, in: bytes), what: "JSONとして読めません（\(error.reason)）。",
                        how: "RFC 8259の書き方に直してください。")
                ])
        }
        guard case .object(let members) = json else {
            throw refused([ProgramFinding(where: "$", what: "オブジェクトではありません。", how: "項目の名前と値を { } で囲んでください。")])
        }
        var fields: [(name: String, value: String)] = []
        var findings: [ProgramFinding] = []
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            for (position, element) in (value.array ?? [value]).enumerated() {
                switch element {
                case .null, .bool(false): break
                case .bool(true): fields.append((name, "on"))
                case .integer(let number): fields.append((name, "\(number)"))
                case .string(let text): fields.append((name, text))
                case .array, .object:
                    findings.append(
                        ProgramFinding(
                            where: value.array == nil ? "$.\(name)" : "$.\(name)[\(position)]", what: "入れ子の値は受け付けません。",
                            how: "文字列、整数、真偽、またはそれらの並びにしてください。"))
                }
            }
        }
        findings += Form(fields: fields).namesWithNUL.map { name in
            ProgramFinding(
                where: "$.\(name.replacing("\u{0}", with: "\\u0000"))", what: "文字ではない符号（U+0000）が入っています。",
                how: "取り除いてから送ってください。")
        }
        guard findings.isEmpty else { throw refused(findings) }
        guard fields.count <= URLEncodedForm.fieldsMax else {
            throw refused([
                ProgramFinding(
                    where: "$", what: "値が\(fields.count)個あります。", how: "\(URLEncodedForm.fieldsMax)個までに分けて送ってください。")
            ])
        }
        return Form(fields: fields)
    }

    private static func refused(_ findings: [ProgramFinding]) -> ProgramRefused {
        ProgramRefused(status: 422, code: "invalid", findings: findings)
    }

    /// Line and character of a byte, both from 1.
    private static func place(of offset: Int, in bytes: [UInt8]) -> String {
        let before = bytes.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return "\(line)行目\(String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1)文字目"
    }
}
