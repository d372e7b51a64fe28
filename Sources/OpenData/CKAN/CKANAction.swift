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
    let run: @Sendable (CKANArguments, PageRequest) async throws -> Answer

    enum Answer: Sendable {
        case json(JSON)
        /// Written already, because it holds numbers with fractions.
        case written([UInt8])
    }

    static let all: [CKANAction] =
        CKANReading.all + CKANSearch.all + [CKANDatastore.search, CKANDatastore.info] + CKANWriting.all

    init(
        _ name: String, _ summary: String, _ arguments: [(name: String, words: String)] = [],
        run: @escaping @Sendable (CKANArguments, PageRequest) async throws -> Answer
    ) {
        self.name = name
        self.summary = summary
        self.arguments = arguments
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
                    // As CKAN answers for a name that is not registered, which datastore_search_sql is nowhere by default: a text, no object.
                    .json(
                        .string("Bad request - Action name not known: \(request.parameters["action"] ?? "")"),
                        status: 400)
                }
            }
        }

    private var routes: [Route] {
        ["api/action", "api/3/action"].flatMap { base in
            [Route.Method.get, .post].map { method in
                // One of the four stands in the document for programs: they answer alike.
                let program =
                    base == "api/3/action" && method == .get
                    ? Route.ProgramSide(
                        "CKAN: \(summary)", answer: ["help": .text, "success": .flag, "result": .anything],
                        query: arguments.map {
                            Field.text($0.name, $0.words, max: CKANArguments.scalarsPromised).optional
                        })
                    : nil
                return Route.foreign(
                    method, "\(base)/\(name)", speaking: Self.spoken, program: program, handler: answer)
            }
        }
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageResponse {
        do {
            let help = Self.help(name, request)
            switch try await run(try CKANArguments(request), request) {
            case .json(let result): return .json(["help": .string(help), "success": true, "result": result])
            case .written(let result):
                return .bytes(
                    Array("{\"help\":\(RowJSON.text(help)),\"success\":true,\"result\":".utf8) + result + [0x7D],
                    type: "application/json; charset=utf-8", headers: OpenHeaders.shared)
            }
        } catch let error as CKANError {
            return error.answer(request)
        }
    }

    fileprivate static func help(_ name: String, _ request: PageRequest) -> String {
        "\(request.siteAddress)/api/3/action/help_show?name=\(name)"
    }

    /// What goes wrong elsewhere, in the types that clients of CKAN know.
    private static let spoken = ForeignProtocol(tokenHeaders: ["Authorization", "X-CKAN-API-Key"]) {
        status, _, words in
        let error: JSON =
            switch status {
            case 404: ["__type": "Not Found Error", "message": .string(words)]
            case 401, 403: ["__type": "Authorization Error", "message": .string("Access denied: \(words)")]
            case 400, 409, 413, 422:
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
