/// One thing a person may do. Modules declare their own as static members; nobody has a permission that is not granted.
///
///     extension Permission {
///         public static let freezeRounds = Permission("plan.round.freeze", "四半期を確定する")
///     }
public struct Permission: Hashable, Sendable {
    public let code: String
    /// As shown on the page for roles and in a refusal.
    public let title: String
    /// Whether much is lost when somebody else uses it: what freezes, publishes, shows protected people or gives rights. Its
    /// holders sign in with a second factor.
    public let isPowerful: Bool

    public init(_ code: String, _ title: String, isPowerful: Bool = false) {
        self.code = code
        self.title = title
        self.isPowerful = isPowerful
    }

    public static func == (left: Permission, right: Permission) -> Bool { left.code == right.code }
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
