import Ward

/// The list from which a record was opened, as the address of the record's page carries it.
///
///     ListOrigin(request)?.carried(to: EntryPage.path(id))   // /entries/01J…?list=/rounds/01J…?state=approved
///
/// Forms of the page send it along, so that after a change one is still inside the list.
public struct ListOrigin: Hashable, Sendable {
    /// Of this site: path and query of the list.
    public let address: String

    /// The name of the part of an address, and of the hidden field of forms.
    public static let field = "list"
    /// Bytes of an address that is carried; a longer one is left behind.
    static let bytesMax = 1_500

    /// - Returns: `nil` where the page was not opened from a list, or where what was sent could lead to another site.
    public init?(_ request: PageRequest) {
        self.init(address: request.query[Self.field] ?? request.form[Self.field] ?? "")
    }

    /// - Returns: `nil` for what is no address of this site, or too long a one.
    public init?(address: String) {
        guard !address.isEmpty, address.utf8.count <= Self.bytesMax, LocalPath.safe(address) == address else {
            return nil
        }
        self.address = address
    }

    /// The path of the list.
    public var path: String { String(address.prefix { $0 != "?" }) }

    /// What was asked of the list.
    var query: Form {
        URLEncodedForm.decoded(address.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()) ?? Form()
    }

    /// The address of a page that knows from where it was opened.
    public func carried(to path: String) -> String {
        "\(path)\(path.contains("?") ? "&" : "?")\(Self.field)=\(PercentCoding.encodedValue(address))"
    }

    /// For the forms of such a page.
    public var hidden: (name: String, value: String) { (Self.field, address) }
}

extension ListQuery {
    /// What was asked of the list from which a record was opened; everything where it was opened from elsewhere.
    public init<Row>(_ origin: ListOrigin?, of listing: Listing<Row>) {
        let own = origin.flatMap { $0.path == listing.path ? $0 : nil }
        self.init(own?.query ?? Form(), of: listing)
    }

    /// What was asked of the list from which rows were sent.
    public init<Row>(sentWith form: Form, of listing: Listing<Row>) {
        self.init(BulkChoice(form)?.query ?? Form(), of: listing)
    }

    /// The list with this query, for the links from its rows.
    public func origin<Row>(of listing: Listing<Row>) -> ListOrigin? {
        ListOrigin(address: path(of: listing))
    }
}
