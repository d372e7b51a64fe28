/// The mark of the site: three trees in a row.
enum SiteIcon {
    static let path = "/assets/namiki.svg"

    private static let trees: HTML = """
        <path fill="#14603a" d="M8 4a6 6 0 0 1 2 11.7V22H6v-6.3A6 6 0 0 1 8 4Zm24 0a6 6 0 0 1 2 11.7V22h-4v-6.3A6 6 0 0 1 \
        32 4Z"/><path fill="#0b4fa8" d="M20 0a8 8 0 0 1 2.5 15.6V26h-5V15.6A8 8 0 0 1 20 0Z"/>\
        <path fill="#57575b" d="M2 26h36v3H2Z"/>
        """

    /// In the header, beside the name.
    static let mark: HTML = """
        <svg width="40" height="30" viewBox="0 0 40 30" aria-hidden="true" focusable="false">\(trees)</svg>
        """

    /// As a file of its own.
    static let file: HTML = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -5 40 40">\(trees)</svg>
        """
}
