import Japanese
import Storage

/// A password that somebody else set (最初のパスワード): it lets the person in to choose an own one, and only for some days, since
/// whoever set it knows it, and perhaps the paper it was written on.
public enum InitialPassword {
    /// So long it can be used.
    public static let days = 7

    /// One that nobody chose: sixteen letters and digits in groups of four, without those that are taken for one another on paper. Some
    /// 79 bits.
    public static func make(for login: LoginName, random: RandomSource) -> String {
        while true {
            let password = (0..<groups).map { _ in group(random) }.joined(separator: "-")
            if PasswordRule.problems(password, loginName: login.text).isEmpty { return password }
        }
    }

    private static let groups = 4
    private static let groupLength = 4
    /// Without i, l, o, 0 and 1: 31 of the 32 values of five bits.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".unicodeScalars)

    private static func group(_ random: RandomSource) -> String {
        var scalars = String.UnicodeScalarView()
        while scalars.count < groupLength {
            // A value beyond the alphabet is drawn again: none is likelier than another.
            for value in random.bytes(groupLength - scalars.count).map({ Int($0 & 31) }) where value < alphabet.count {
                scalars.append(alphabet[value])
            }
        }
        return String(scalars)
    }

    static func isOver(of person: ID<Person>, at now: Timestamp, on connection: any Connection) throws -> Bool {
        let setAt: Timestamp? = try connection.value(
            "SELECT password_set_at FROM person WHERE id = \(person) AND password_is_initial = 1")
        return setAt.map { $0.adding(seconds: days * 86_400) <= now } ?? false
    }
}
