import Japanese

/// What a password must be: long, and neither the login name nor something everybody tries first.
///
/// No rules about kinds of characters and no expiry (NIST SP 800-63B; 総務省「安全なパスワードの設定・管理」).
public enum PasswordRule {
    public static let scalarsMin = 12
    /// Different characters that must occur at least.
    static let distinctScalarsMin = 5

    /// Everything that is wrong with a password; empty when it may be used.
    public static func problems(_ password: String, loginName: String) -> [PasswordProblem] {
        var problems: [PasswordProblem] = []
        let scalars = password.unicodeScalars.count
        if scalars < scalarsMin { problems.append(.tooShort(scalars: scalars)) }
        if password.utf8.count > PasswordHash.passwordBytesMax { problems.append(.tooLong) }
        if password.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            problems.append(.controlCharacter)
        }
        let key = TextKey(password).text
        if contains(key, loginName: TextKey(loginName).text) { problems.append(.containsLoginName) }
        if isTrivial(key) { problems.append(.trivial) }
        return problems
    }

    /// A login name of one or two characters occurs in many good passwords.
    private static func contains(_ key: String, loginName: String) -> Bool {
        guard loginName.utf8.count >= 3 else { return false }
        return Array(key.utf8).contains(run: Array(loginName.utf8))
    }

    private static func isTrivial(_ key: String) -> Bool {
        let scalars = Array(key.unicodeScalars)
        return Set(scalars).count < distinctScalarsMin || isRepetition(scalars) || isRow(Array(key.utf8))
            || isWord(key)
    }

    /// abcdabcdabcd: a short piece over and over.
    private static func isRepetition(_ scalars: [Unicode.Scalar]) -> Bool {
        guard scalars.count > 1 else { return true }
        return (1...max(1, scalars.count / 2)).contains { period in
            scalars.indices.dropFirst(period).allSatisfy { scalars[$0] == scalars[$0 - period] }
        }
    }

    /// 123456789012, qwertyuiopas: most steps go along a row of the keyboard or the alphabet.
    private static func isRow(_ bytes: [UInt8]) -> Bool {
        let steps = zip(bytes, bytes.dropFirst()).filter { pair in
            rows.contains { row in row.contains(run: [pair.0, pair.1]) || row.contains(run: [pair.1, pair.0]) }
        }
        return steps.count * 4 >= (bytes.count - 1) * 3
    }

    /// A well-known word with digits and signs around it, or with signs in the place of its letters.
    private static func isWord(_ key: String) -> Bool {
        let plain = key.unicodeScalars.filter(\.properties.isAlphabetic)
        let unmasked = key.unicodeScalars.map { masks[$0] ?? $0 }.filter(\.properties.isAlphabetic)
        return [Array(plain), unmasked].contains { letters in
            var rest = letters
            for word in words { rest.remove(run: Array(word.unicodeScalars)) }
            return rest.count < letters.count && rest.count < lettersBesideWordsMin
        }
    }

    /// So many letters must be something else than well-known words.
    private static let lettersBesideWordsMin = 4

    private static let rows = [
        "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    ].map { Array($0.utf8) }

    private static let masks: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]

    /// In the order in which they are taken out: longer words before their parts.
    private static let words = [
        "administrator", "password", "passwort", "passw", "pasuwado", "letmein", "welcome", "youkoso", "ohayou",
        "konnichiwa", "arigatou", "sakura", "suginami", "namiki", "tokyo", "nippon", "japan", "kuyakusho", "yakusho",
        "reiwa", "heisei", "qwerty", "azerty", "asdf", "zxcv", "admin", "kanri", "kanrisha", "secret", "login", "user",
        "test", "guest", "root", "master", "dragon", "monkey", "iloveyou", "abc", "パスワード", "ぱすわーど", "すぎなみ", "杉並",
    ]
}

/// Why a password cannot be used.
public enum PasswordProblem: Refusal, Hashable {
    case tooShort(scalars: Int)
    case tooLong
    case controlCharacter
    case containsLoginName
    case trivial

    public var words: String {
        switch self {
        case .tooShort(let scalars):
            "パスワードが\(scalars)文字です。\(PasswordRule.scalarsMin)文字以上にしてください。"
        case .tooLong: "パスワードが長すぎます。英数字で\(PasswordHash.passwordBytesMax)文字以内にしてください。"
        case .controlCharacter: "パスワードに改行などの制御文字が入っています。入力し直してください。"
        case .containsLoginName: "パスワードにログイン名が含まれています。ログイン名を含まないものにしてください。"
        case .trivial:
            "推測されやすいパスワードです。関係のない言葉をいくつか並べるなど、ほかの人が思い付かないものにしてください。"
        }
    }
}

extension Array where Element: Equatable {
    fileprivate func contains(run: [Element]) -> Bool {
        position(of: run) != nil
    }

    /// Takes every occurrence out.
    fileprivate mutating func remove(run: [Element]) {
        while let start = position(of: run) { removeSubrange(start..<start + run.count) }
    }

    private func position(of run: [Element]) -> Int? {
        guard !run.isEmpty, run.count <= count else { return nil }
        return (0...count - run.count).first { self[$0..<$0 + run.count].elementsEqual(run) }
    }
}
