import Japanese

/// The name with which somebody signs in: lower-case Latin letters, digits, `.`, `-`, `_` and `@`.
///
///     try LoginName("Ｙａｍａｄａ.Ｔａｒｏ").text   // yamada.taro
///
/// Full-width letters and capitals are accepted and mean the same, because input methods leave them.
public struct LoginName: Hashable, Sendable {
    public static let scalarsMin = 3
    public static let scalarsMax = 64

    public let text: String

    public init(_ raw: String) throws(LoginNameError) {
        let text = LoginName.normalised(raw)
        let scalars = Array(text.unicodeScalars)
        guard (LoginName.scalarsMin...LoginName.scalarsMax).contains(scalars.count) else {
            throw .length(scalars: scalars.count)
        }
        if let wrong = scalars.first(where: { !LoginName.isAllowed($0) }) { throw .character(wrong) }
        guard let first = scalars.first, LoginName.isLetterOrDigit(first) else { throw .beginning }
        self.text = text
    }

    private static func normalised(_ raw: String) -> String {
        let scalars = Width.narrowingDigitsAndLatin(raw).lowercased().unicodeScalars.map { scalar in
            narrowMarks[scalar] ?? scalar
        }
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }

    private static let narrowMarks: [Unicode.Scalar: Unicode.Scalar] = ["．": ".", "－": "-", "＿": "_", "＠": "@"]

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        isLetterOrDigit(scalar) || scalar == "." || scalar == "-" || scalar == "_" || scalar == "@"
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}

/// Why a text cannot be a login name.
public enum LoginNameError: Refusal, Hashable {
    case length(scalars: Int)
    case character(Unicode.Scalar)
    case beginning

    public var words: String {
        switch self {
        case .length(let scalars):
            "ログイン名が\(scalars)文字です。\(LoginName.scalarsMin)文字から\(LoginName.scalarsMax)文字までにしてください。"
        case .character(let scalar)
        where scalar.properties.isWhitespace || scalar.properties.generalCategory == .control:
            "ログイン名に空白や制御文字が入っています。取り除いてください。"
        case .character(let scalar):
            "ログイン名に「\(scalar)」は使えません。英小文字、数字、「.」「-」「_」「@」で入力してください。"
        case .beginning: "ログイン名は英小文字か数字で始めてください。"
        }
    }
}
