import Japanese
import Storage

/// A password that somebody else set (最初のパスワード): it lets the person in to choose an own one, and only for some days, since
/// whoever set it knows it, and perhaps the paper it was written on.
public enum InitialPassword {
    /// So long it can be used.
    public static let days = 7

    static func isOver(of person: ID<Person>, at now: Timestamp, on connection: any Connection) throws -> Bool {
        let setAt: Timestamp? = try connection.value(
            "SELECT password_set_at FROM person WHERE id = \(person) AND password_is_initial = 1")
        return setAt.map { $0.adding(seconds: days * 86_400) <= now } ?? false
    }
}
