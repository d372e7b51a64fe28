import Japanese
import Storage

/// A kind of thing that people are told by mail (お知らせ), declared by a module and named in its front door.
///
///     static let answerReturned = NotificationKind(
///         "plan.answer.returned", "回答の差戻しのお知らせ", opening: "次の回答が差し戻されました。", listPath: "/rounds",
///         permission: .editEntries
///     ) { notification, person, today, connection in … }
///
/// The verb that changes something tells it through ``NotificationStore/tell(_:_:by:on:)`` in its own transaction; what is told
/// goes out later, to whoever it still concerns.
public struct NotificationKind: Sendable {
    /// Whether somebody is still to be told, at the moment when the mail is written.
    public enum Standing: Hashable, Sendable {
        /// - Parameter note: until when, or why; empty where the title says enough. Never anything that is protected or
        ///   personal: a mail leaves the house's checks of rights.
        case stands(note: String)
        /// The occasion is over: it is done already, or cannot be done any more.
        case over
        /// The person may not see it, or not any more.
        case notAllowed
    }

    /// Stable: the database keeps it.
    public let code: String
    /// The subject of the mail, and what people choose by: 回答の差戻しのお知らせ.
    public let title: String
    /// The first sentence of the mail; the list follows.
    public let opening: String
    /// Where those stand for which a mail has no room.
    public let listPath: String
    /// Whoever does not hold it gets none of the kind.
    public let permission: Permission
    let standing: @Sendable (PersonNotification, SignedIn, CivilDate, any Connection) throws -> Standing

    /// - Parameter standing: asked for each notification with the person's rights of the day.
    public init(
        _ code: String, _ title: String, opening: String, listPath: String, permission: Permission,
        standing: @escaping @Sendable (PersonNotification, SignedIn, CivilDate, any Connection) throws -> Standing
    ) {
        self.code = code
        self.title = title
        self.opening = opening
        self.listPath = listPath
        self.permission = permission
        self.standing = standing
    }
}

/// One thing to be told of, and to whom.
public struct NotificationMatter: Hashable, Sendable {
    /// The record, under a name that the kind reads again.
    public let subject: String
    /// Which time: the same subject is told of once more only with another one.
    public let occasion: String
    /// As the mail lists it: a title, nothing that was written into the record.
    public let title: String
    /// Where it is done, such as `/entries/01J…`.
    public let path: String
    public let people: Set<ID<Person>>

    public init(subject: String, occasion: String, title: String, path: String, people: Set<ID<Person>>) {
        self.subject = subject
        self.occasion = occasion
        self.title = title
        self.path = path
        self.people = people
    }
}
