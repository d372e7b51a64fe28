import Ward

/// Draws what somebody sees at a glance: asked on their first page.
public struct GlanceSource: Sendable {
    public let permission: Permission
    /// `nil` while there is nothing to show.
    public let glance: @Sendable (SignedIn, Ward) async throws -> Glance?

    /// - Parameter permission: who lacks it is not shown it.
    public init(
        needs permission: Permission, glance: @escaping @Sendable (SignedIn, Ward) async throws -> Glance?
    ) {
        self.permission = permission
        self.glance = glance
    }
}

/// A part of the first page of staff, drawn by its module: how things stand.
public struct Glance: Sendable {
    public let title: String
    /// Below a heading of the second rank.
    public let html: HTML

    public init(_ title: String, _ html: HTML) {
        self.title = title
        self.html = html
    }
}
