import Storage

/// Somebody who can sign in.
public struct Person: Hashable, Sendable {
    public let id: ID<Person>
    public let loginName: String
    public let name: String
    public let isActive: Bool

    public init(id: ID<Person>, loginName: String, name: String, isActive: Bool) {
        self.id = id
        self.loginName = loginName
        self.name = name
        self.isActive = isActive
    }
}

extension Person: Record {
    public static let selection: SQL = "SELECT id, login_name, name, is_active FROM person"
    public static let key: SQL = "person.id"
    public static let title = "利用者"

    public init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], loginName: try row["login_name"], name: try row["name"], isActive: try row["is_active"])
    }
}

extension Person: Revised {
    public var revision: Int { ContentRevision.of(name) }
}
