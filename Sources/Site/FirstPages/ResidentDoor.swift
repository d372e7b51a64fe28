import Japanese
import Storage

/// Finds what residents come to do with a module: asked on their first page, without an account.
public struct ResidentDoorSource: Sendable {
    /// `nil` while there is nothing to do.
    public let door: @Sendable (any Connection) throws -> ResidentDoor?

    public init(door: @escaping @Sendable (any Connection) throws -> ResidentDoor?) {
        self.door = door
    }
}

/// What a resident comes to do, in the words of each language.
///
///     ResidentDoor(Wording("家族が亡くなったとき", "かぞくが なくなった とき", "When a family member has died"), note: …) {
///         "/guides/bereavement/\($0.rawValue)"
///     }
public struct ResidentDoor: Sendable {
    public let title: Wording
    /// How long it takes, or of when it is.
    public let note: Wording
    public let path: @Sendable (PageLanguage) -> String

    public init(_ title: Wording, note: Wording, path: @escaping @Sendable (PageLanguage) -> String) {
        self.title = title
        self.note = note
        self.path = path
    }
}
