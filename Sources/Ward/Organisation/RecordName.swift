/// A name as it may stand in the records: without spaces around it, not empty, on one line, of bounded length.
///
///     let name = try RecordName("　情報管理課 ", of: "組織の名称").text   // 情報管理課
struct RecordName {
    static let scalarsMax = 200

    let text: String

    /// - Parameter field: what the name is, as a form calls it; for the words of the refusal.
    init(_ raw: String, of field: String) throws(RecordNameError) {
        let scalars = raw.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { throw .empty(field: field) }
        let trimmed = scalars[first...last]
        guard !trimmed.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .controlCharacter(field: field)
        }
        guard trimmed.count <= RecordName.scalarsMax else { throw .tooLong(field: field, scalars: trimmed.count) }
        text = String(trimmed)
    }
}

/// Why a text cannot be a name.
public enum RecordNameError: Refusal, Hashable {
    case empty(field: String)
    case controlCharacter(field: String)
    case tooLong(field: String, scalars: Int)

    public var words: String {
        switch self {
        case .empty(let field): "\(field)が空です。入力してください。"
        case .controlCharacter(let field):
            "\(field)に改行などの制御文字が入っています。1行で入力し直してください。"
        case .tooLong(let field, let scalars):
            "\(field)が\(scalars)文字あります。\(RecordName.scalarsMax)文字以内にしてください。"
        }
    }
}
