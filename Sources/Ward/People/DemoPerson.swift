/// Who signs in to the demonstration; a module declares those whose roles are its own.
public struct DemoPerson: Sendable {
    /// Role and, where it is bound to one, the name of the unit.
    public struct Duty: Sendable {
        public let role: Role
        public let unit: String?

        public init(_ role: Role, unit: String? = nil) {
            self.role = role
            self.unit = unit
        }
    }

    /// Stable key for scripts.
    public let key: String
    public let loginName: String
    public let name: String
    public let duties: [Duty]
    /// What they do, for who tries it.
    public let note: String

    public init(key: String, loginName: String, name: String, duties: [Duty], note: String) {
        self.key = key
        self.loginName = loginName
        self.name = name
        self.duties = duties
        self.note = note
    }

    /// Those of all modules, for the command of the one that makes the demonstration.
    @TaskLocal public static var offered: [DemoPerson] = []
}
