/// Links to a list as a file: every row that fits, whatever page is shown.
///
///     ListFiles("/audit?person=01J…", count: 4120, counter: "件")
public struct ListFiles: Component {
    let path: String
    let count: Int
    let counter: String

    /// - Parameter path: of the list, with everything that was asked of it.
    public init(_ path: String, count: Int, counter: String = "件") {
        self.path = path
        self.count = count
        self.counter = counter
    }

    public var html: HTML {
        let mark = path.contains("?") ? "&" : "?"
        let links: [HTML] = [(ListExport.Format.csv, "CSV"), (.xlsx, "Excel")].map { format, name in
            """
            <a href="\(path)\(mark)\(ListQuery.formatField)=\(format.rawValue)">\(name)で保存\
            <span class="visually-hidden">（条件に合う\(count)\(counter)）</span></a>

            """
        }
        return "<p class=\"list-files\">\(links)</p>\n"
    }
}
