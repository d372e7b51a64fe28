/// What can be done with a long form, in sight while it is read: one row at the foot of the window. On small windows, and on
/// large ones that are magnified, it stands at the end of the form as any other; what has the focus is never behind it.
public struct StickyBar: Component {
    public let content: HTML

    public init(_ content: HTML) {
        self.content = content
    }

    public var html: HTML {
        "<div class=\"form-actions sticky-bar\">\(content)</div>"
    }
}
