import Foundation
import Japanese
import Ward

/// What a handler sees of a request: who asks, for what, with which fields. Sizes were bounded before it is made.
public struct PageRequest: Sendable {
    public let ward: Ward
    /// `nil` only on open routes.
    public let signedIn: SignedIn?
    /// The path as asked for, such as `/rounds/01J…`.
    public let path: String
    /// Values of `:name` segments.
    public let parameters: [String: String]
    public let query: Form
    public let form: Form
    /// What pages are drawn with: the word for their forms, checked before the handler of a POST runs, and what became of the
    /// form that was sent.
    public internal(set) var state: PageState
    /// A message left by the page before, shown once.
    public let flash: Flash?
    /// Whether the answer is wanted as JSON (`Accept: application/json`, or a path ending in `.json`).
    public let wantsJSON: Bool
    /// Whether a program sent the fields, so that what is wrong with them goes back as JSON.
    public internal(set) var isProgram = false
    /// How the site calls its ward, for documents that leave the site.
    public let wardName: String
    /// Where the site is reached, without a slash at its end, for what programs read elsewhere: as it is configured, or else as this
    /// request reached it.
    public internal(set) var siteAddress = PublicAddress.configured() ?? ""
    /// Printers, and what else stands outside the process.
    public internal(set) var outside = Outside.live
    /// The roles and the kinds of bodies of this site, with their titles.
    public let declared: Declared
    /// What the modules count from their own records.
    public internal(set) var indicators = IndicatorRegistry.empty
    /// Whether the person may ask for an address of the site, as far as its route says; the page itself may know more.
    public internal(set) var mayReach: @Sendable (_ path: String) -> Bool = { _ in true }
    /// What a program of another protocol sent; `nil` on the site's own routes.
    public internal(set) var foreign: ForeignRequest?
    /// Whether only the head of the answer was asked for.
    var isHead = false
    /// What whoever asks holds already.
    var held: EntityTags?
    /// The part of a file that is asked for, and of which bytes (`Range`, `If-Range`).
    var range: (field: String, condition: String?)?
    /// Told which fields were read, for the test that holds the document against the routes.
    var watch: (@Sendable (Set<String>) -> Void)?
    /// The session and the browser behind the request; known to the pages for signing in and for one's account only.
    var visit = Visit()

    public init(
        ward: Ward, signedIn: SignedIn?, path: String, parameters: [String: String] = [:], query: Form = Form(),
        form: Form = Form(), csrfToken: String = "", flash: Flash? = nil, wantsJSON: Bool = false,
        wardName: String = "", declared: Declared = Declared()
    ) {
        self.ward = ward
        self.signedIn = signedIn
        self.path = path
        self.parameters = parameters
        self.query = query
        self.form = form
        state = PageState(csrfToken: csrfToken)
        self.flash = flash
        self.wantsJSON = wantsJSON
        self.wardName = wardName
        self.declared = declared
    }

    public var today: CivilDate { ward.clock.today }

    public var csrfToken: String { state.csrfToken }

    /// Whether an answer with these headers begins to send its bytes: they are neither held already, wholly or their beginning, nor is
    /// their head alone asked for.
    public func takes(_ headers: [String: String]) -> Bool {
        guard !isHead else { return false }
        guard let tag = headers["ETag"] else { return true }
        return !(held?.name(tag) ?? false)
            && !(range.map { ByteRange.goesOn($0.field, if: $0.condition, tag: tag) } ?? false)
    }

    /// The signed-in person; a refusal on a route that wrongly is open.
    public var person: SignedIn {
        get throws {
            guard let signedIn else { throw PageRefusal.signInNeeded }
            return signedIn
        }
    }

    /// The stamp for a change made by this request.
    public var stamp: Stamp {
        get throws { ward.stamp(by: try person.actor) }
    }

    /// A page says beside its fields what is wrong with what was asked; a program is refused with the same words.
    public func refuseProgram(_ errors: FormErrors) throws {
        guard wantsJSON, !errors.isEmpty else { return }
        throw PageRefusal.badRequest(errors.entries.map(\.message).joined(separator: "\n"))
    }

    /// An identifier from the path; a 404 when it has not the form of one.
    public func id<Subject>(_ name: String, of kind: Subject.Type = Subject.self) throws -> ID<Subject> {
        guard let text = parameters[name], let id = ID<Subject>(untrusted: text) else {
            throw PageRefusal.notFound
        }
        return id
    }
}

/// A message shown once on the next page.
public struct Flash: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case done, warning
    }
    public let kind: Kind
    public let text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// Fields and files of a form or a query. Repeated names keep their order.
public struct Form: Sendable {
    public struct File: Sendable {
        public let name: String
        /// Without signs that nobody sees: one that turns the letters behind it around makes a program look like a table.
        public let filename: String
        /// A large one lies on disk and is read where it is looked at.
        private let content: Data

        init(name: String, filename: String, content: Data) {
            self.name = name
            self.filename = String(
                String.UnicodeScalarView(
                    filename.unicodeScalars.filter { scalar in
                        !scalar.isUnseen
                            && ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
                                scalar.properties.generalCategory)
                    }))
            self.content = content
        }

        public var isEmpty: Bool { content.isEmpty }

        /// A copy in memory.
        public var bytes: [UInt8] { Array(content) }
    }

    public let fields: [(name: String, value: String)]
    public let files: [File]

    public init(fields: [(name: String, value: String)] = [], files: [File] = []) {
        self.fields = fields
        self.files = files
    }

    /// The names of fields that hold U+0000, which no database keeps and nobody typed.
    var namesWithNUL: [String] {
        fields.filter { $0.name.utf8.contains(0) || $0.value.utf8.contains(0) }.map(\.name)
    }

    /// The first value of a field; `nil` when the field was not sent.
    public subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    public func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    public func file(_ name: String) -> File? {
        files.first { $0.name == name && !($0.filename.isEmpty && $0.isEmpty) }
    }
}
