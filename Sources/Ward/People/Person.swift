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
