import Site
import Storage
import Ward

/// The Action API of CKAN 2.11, for the programs that people have: at `/api/action/NAME` and `/api/3/action/NAME`, by GET and by
/// POST, without a redirect.
///
/// What is answered and refused has CKAN's own shapes: `{"help", "success", "result"}`, and for errors an object with one of the
/// types that clients know.
struct CKANAction: Sendable {
    let name: String
    let summary: String
    /// What may be sent, with a word about each.
    let arguments: [(name: String, words: String)]
    /// Whether it changes something, and so comes by POST alone, from no page of another site.
    let isWriting: Bool
    let run: @Sendable (CKANArguments, PageRequest) async throws -> Answer

    enum Answer: Sendable {
        case json(JSON)
        /// The whole of the answer, written already between ``opening(_:_:)`` and a brace, because it holds numbers with fractions.
        case written([UInt8])
    }

    static let all: [CKANAction] =
        CKANReading.all + CKANSearch.all + [CKANDatastore.search, CKANDatastore.info] + CKANWriting.all

    init(
        _ name: String, _ summary: String, _ arguments: [(name: String, words: String)] = [], isWriting: Bool = false,
        run: @escaping @Sendable (CKANArguments, PageRequest) async throws -> Answer
    ) {
        self.name = name
        self.summary = summary
        self.arguments = arguments
        self.isWriting = isWriting
        self.run = run
    }

    /// One that reads the public catalogue and nothing else.
    static func reading(
        _ name: String, _ summary: String, _ arguments: [(name: String, words: String)] = [],
        _ read: @escaping @Sendable (Catalogue, CKANArguments, PageRequest) throws -> JSON
    ) -> CKANAction {
        CKANAction(name, summary, arguments) { arguments, request in
            let catalogue = try await request.ward.database.read {
                try Catalogue.load(ward: request.wardName, on: $0)
            }
            return .json(try read(catalogue, arguments, request))
        }
    }

    // MARK: routes

    static let routes: [Route] =
        all.flatMap(\.routes)
        + ["api/action", "api/3/action"].flatMap { base in
            [Route.Method.get, .post].map { method in
                Route.foreign(method, "\(base)/:action", speaking: spoken) { request in
                    .json(.string("Bad request - \(unknown(request.parameters["action"] ?? ""))"), status: 400)
                }
            }
        }

    /// As CKAN answers for a name that is not registered, which datastore_search_sql is nowhere by default, and for one that is not asked
    /// by GET: a text, no object.
    private static func unknown(_ name: String) -> String {
        all.contains { $0.name == name }
            ? "Bad request data: Invalid request. Please use POST method for your request"
            : "Action name not known: \(name)"
    }

    private var routes: [Route] {
        ["api/action", "api/3/action"].flatMap { base in
            (isWriting ? [Route.Method.post] : [.get, .post]).map { method in
                Route.foreign(
                    method, "\(base)/\(name)", speaking: isWriting ? Self.spoken.unshared : Self.spoken,
                    // One of them stands in the document for programs: they answer alike.
                    program: base == "api/3/action" && (isWriting || method == .get) ? program : nil, handler: answer)
            }
        }
    }

    private var program: Route.ProgramSide {
        let fields = arguments.map { Field.text($0.name, $0.words, max: CKANArguments.scalarsPromised).optional }
        return Route.ProgramSide(
            "CKAN: \(summary)", answer: ["help": .text, "success": .flag, "result": .anything],
            // What is written may be a list, for which a form has no field.
            query: isWriting ? [] : fields)
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageResponse {
        do {
            switch try await run(try CKANArguments(request), request) {
            case .json(let result):
                return .json(["help": .string(Self.help(name, request)), "success": true, "result": result])
            case .written(let whole): return .bytes(whole, type: "application/json; charset=utf-8")
            }
        } catch let error as CKANError {
            return error.answer(request)
        }
    }

    /// What stands before the result.
    static func opening(_ name: String, _ request: PageRequest) -> [UInt8] {
        Array("{\"help\":\(RowJSON.text(help(name, request))),\"success\":true,\"result\":".utf8)
    }

    fileprivate static func help(_ name: String, _ request: PageRequest) -> String {
        "\(request.siteAddress)/api/3/action/help_show?name=\(name)"
    }

    /// What goes wrong elsewhere, in the types that clients of CKAN know.
    private static let spoken = ForeignProtocol(
        at: "api", tokenHeaders: ["Authorization", "X-CKAN-API-Key"], isShared: true
    ) { status, _, words in
        let error: JSON =
            switch status {
            case 404: ["__type": "Not Found Error", "message": .string(words)]
            case 401, 403: ["__type": "Authorization Error", "message": .string("Access denied: \(words)")]
            case 400, 405, 409, 413, 417, 422:
                ["__type": "Validation Error", "message": .string(words), "request": [.string(words)]]
            default: ["__type": "Internal Server Error", "message": .string(words)]
            }
        return ["help": "", "success": false, "error": error]
    }
}

/// Why an action is refused, by the types of CKAN.
enum CKANError: Error {
    case notFound(String)
    /// What is wrong with each field, all at once.
    case validation([String: [String]])
    case notAuthorized(String)
    case searchQuery(String)

    private var status: Int {
        switch self {
        case .notFound: 404
        case .validation, .searchQuery: 409
        case .notAuthorized: 403
        }
    }

    private var error: JSON {
        switch self {
        case .notFound(let words): ["__type": "Not Found Error", "message": .string("Not found: \(words)")]
        case .notAuthorized(let words):
            ["__type": "Authorization Error", "message": .string("Access denied: \(words)")]
        case .searchQuery(let words):
            ["__type": "Search Query Error", "message": .string("Search Query is invalid: \(words)")]
        case .validation(let fields):
            .object(
                fields.mapValues { .array($0.map { .string($0) }) }.merging(["__type": "Validation Error"]) { $1 })
        }
    }

    func answer(_ request: PageRequest) -> PageResponse {
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        return .json(
            ["help": .string(CKANAction.help(name, request)), "success": false, "error": error], status: status)
    }
}
