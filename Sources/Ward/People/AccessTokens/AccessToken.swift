import Japanese
import Storage

/// A key that a person gives to a program (アクセストークン): it asks in their name, and may do what they may at that time, or the
/// part of it that the token is narrowed to.
public struct AccessToken: Hashable, Sendable {
    public let id: ID<AccessToken>
    public let person: ID<Person>
    /// For what it is used, as the person calls it.
    public let name: String
    /// Whether it may change anything.
    public let mayWrite: Bool
    /// The codes of the permissions it is narrowed to; `nil`: whatever the person has.
    public let permissions: Set<String>?
    public let createdAt: Timestamp
    /// The last day on which it is taken.
    public let lastDay: CivilDate
    /// The newest day on which it was used; `nil`: never.
    public let usedOn: CivilDate?
    public let endedAt: Timestamp?

    /// The longest time for which one is good, and what is offered.
    public static let daysMax = 365
    public static let daysOffered = 90
    public static let nameScalarsMax = 100
    /// At a time.
    public static let perPersonMax = 20

    public enum State: Hashable, Sendable {
        case good, over, ended
    }

    public func state(on day: CivilDate) -> State {
        endedAt != nil ? .ended : lastDay < day ? .over : .good
    }
}

extension AccessToken: Record {
    public static let selection: SQL = """
        SELECT id, person, name, may_write, permissions, created_at, last_day, used_on, ended_at FROM access_token
        """
    public static let key: SQL = "access_token.id"
    public static let title = "アクセストークン"

    public init(_ row: SQLRow, on _: any Connection) throws {
        let codes: String? = try row["permissions"]
        self.init(
            id: try row["id"], person: try row["person"], name: try row["name"], mayWrite: try row["may_write"],
            permissions: codes.map { Set($0.split(separator: " ").map(String.init)) },
            createdAt: try row["created_at"], lastDay: try row["last_day"], usedOn: try row["used_on"],
            endedAt: try row["ended_at"])
    }
}

/// Why a token is not made or ended.
public enum AccessTokenRefusal: Refusal, Hashable {
    case nameTaken(String)
    case tooMany
    /// The permission is not the person's to hand on.
    case notHeld(title: String)
    case lastDay(from: CivilDate, to: CivilDate)
    case alreadyEnded
    /// Whoever holds a token makes no other from it.
    case onlyPeople

    public var words: String {
        switch self {
        case .nameTaken(let name): "「\(name)」という名前のアクセストークンがあります。別の名前にするか、先に今のものを終了してください。"
        case .tooMany: "アクセストークンは、一人\(AccessToken.perPersonMax)個までです。使わないものを終了してから作ってください。"
        case .notHeld(let title): "「\(title)」の権限は、今のあなたの役割にはありません。画面を開き直して選び直してください。"
        case .lastDay(let from, let to): "有効期間の最後の日は、\(from.japanese)から\(to.japanese)までの日にしてください。"
        case .alreadyEnded: "このアクセストークンは、すでに終了しています。画面を開き直してください。"
        case .onlyPeople: "アクセストークンは、サインインした人だけが作れます。"
        }
    }
}
