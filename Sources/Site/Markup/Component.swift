/// Something that is shown: a value with the markup it stands for.
///
///     let page: HTML = "<h2>状況</h2>\(SummaryList([("期限", "令和6年9月30日")]))"
public protocol Component: Sendable {
    var html: HTML { get }
}

extension HTML.Interpolation {
    public mutating func appendInterpolation(_ component: some Component) {
        appendInterpolation(component.html)
    }

    public mutating func appendInterpolation(_ component: (some Component)?) {
        if let component { appendInterpolation(component.html) }
    }

    public mutating func appendInterpolation(_ components: [some Component]) {
        for component in components { appendInterpolation(component.html) }
    }
}
