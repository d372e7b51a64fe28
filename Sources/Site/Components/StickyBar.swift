/// What can be done with a long form, in sight while it is read: one row at the foot of the window. On small windows, and on
/// large ones that are magnified, it stands at the end of the form as any other; what has the focus is never behind it.
public struct StickyBar: Component {
    public let content: HTML
    /// Whether what stands above is longer than a window; otherwise it is the foot of a form as any other.
    public let sticks: Bool

    public init(_ content: HTML, sticks: Bool = true) {
        self.content = content
        self.sticks = sticks
    }

    public var html: HTML {
        "<div class=\"form-actions\(sticks ? " sticky-bar" : "")\">\(content)</div>"
    }
}
