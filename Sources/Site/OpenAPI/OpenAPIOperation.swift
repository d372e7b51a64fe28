import Ward

/// One route as the document describes it.
struct OpenAPIOperation {
    let route: Route
    let program: Route.ProgramSide
    let area: String

    static let token = "token"
    static let session = "session"

    var json: JSON {
        var members: [String: JSON] = [
            "operationId": .string(identifier), "summary": .string(program.summary), "tags": [.string(area)],
            "responses": responses, "security": security,
        ]
        if case .needs(let permission) = route.access {
            members["x-permission"] = ["code": .string(permission.code), "title": .string(permission.title)]
        }
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if route.method == .post { members["requestBody"] = requestBody }
        return .object(members)
    }

    private var identifier: String {
        let words = route.path.split { !($0.isLetter || $0.isNumber) }.joined(separator: "_")
        return route.method.rawValue.lowercased() + (words.isEmpty ? "" : "_" + words)
    }

    private var parameters: [JSON] {
        route.parameterNames.map { name in
            [
                "name": .string(name), "in": "path", "required": true,
                "schema": ["type": "string", "minLength": 1],
            ]
        }
            + program.query.map { field in
                ["name": .string(field.name), "in": "query", "required": false, "schema": field.schema]
            }
    }

    // MARK: who may

    /// With the code of the permission, which OpenAPI 3.1 lets stand where scopes of OAuth would.
    private var security: JSON {
        let codes: JSON =
            switch route.access {
            case .open, .signedIn: []
            case .needs(let permission): [.string(permission.code)]
            }
        if route.access == .open { return [] }
        let person: JSON = [Self.session: codes]
        return route.takesTokens ? [[Self.token: codes], person] : [person]
    }

    // MARK: what is sent

    private var requestBody: JSON {
        guard let fields = program.fields else {
            return Self.body("application/json", ["type": "object", "additionalProperties": Self.value])
        }
        let needed = fields.filter(\.isNeeded).map { JSON.string($0.name) }
        var schema: [String: JSON] = [
            "type": "object",
            "properties": .object(
                Dictionary(fields.map { ($0.name, $0.schema) }, uniquingKeysWith: { first, _ in first })),
        ]
        if !needed.isEmpty { schema["required"] = .array(needed) }
        return Self.body(
            fields.contains(where: \.isFile) ? "multipart/form-data" : "application/json", .object(schema),
            isRequired: !needed.isEmpty)
    }

    private static func body(_ type: String, _ schema: JSON, isRequired: Bool = false) -> JSON {
        ["required": .bool(isRequired), "content": .object([type: ["schema": schema]])]
    }

    /// What ``JSONFields`` takes.
    private static let value: JSON = {
        let single: JSON = ["type": ["string", "integer", "boolean", "null"]]
        return ["anyOf": [single, ["type": "array", "items": single]]]
    }()

    // MARK: what is answered

    private var responses: JSON {
        var members: [String: JSON] = ["200": Self.response("できたとき", program.answer.schema)]
        if route.spoken != nil {
            for (status, words) in Self.foreignRefusals {
                members["\(status)"] = Self.response(words, AnswerShape.anyObject.schema)
            }
        } else if route.access == .open {
            // The sign of life tells in the same shape that there is none.
            members["503"] = Self.response("動いていないとき", program.answer.schema)
            if !route.parameterNames.isEmpty { members["404"] = ["$ref": "#/components/responses/NotFound"] }
        } else {
            for refusal in Self.refusals where refusal.isPossible(for: route) {
                members["\(refusal.status)"] = ["$ref": .string("#/components/responses/\(refusal.name)")]
            }
        }
        return .object(members)
    }

    private static func response(_ words: String, _ schema: JSON) -> JSON {
        ["description": .string(words), "content": ["application/json": ["schema": schema]]]
    }

    /// As far as the protocols of others tell by a status, in their own shapes.
    private static let foreignRefusals = [
        (400, "アドレスや条件を読めないとき"), (401, "アクセストークンを使えないとき"), (403, "権限がないとき"), (404, "ないとき"),
        (409, "条件や値が正しくないとき"), (429, "正しくないアクセストークンが続いたとき"), (500, "内部で問題が起きたとき"), (503, "混み合っているとき"),
    ]

    /// Why a program is refused.
    struct Refusal: Sendable {
        let status: Int
        let name: String
        let words: String
        /// Only where something is sent.
        var isOfBody = false

        func isPossible(for route: Route) -> Bool { !isOfBody || route.method == .post }

        var json: JSON { OpenAPIOperation.response(words, ["$ref": "#/components/schemas/Refusal"]) }
    }

    static let refusals = [
        Refusal(status: 400, name: "BadRequest", words: "アドレス、条件、またはJSONを読めないとき"),
        Refusal(status: 401, name: "Unauthorized", words: "アクセストークンがないか、使えないとき"),
        Refusal(status: 403, name: "Forbidden", words: "権限がないか、アクセストークンの範囲を超えるとき"),
        Refusal(status: 404, name: "NotFound", words: "その記録がないか、見てよい記録でないとき"),
        Refusal(status: 409, name: "Conflict", words: "今の状態ではできないとき、または確かめてから送り直すとき"),
        Refusal(status: 413, name: "TooLarge", words: "本文が大きすぎるとき", isOfBody: true),
        Refusal(status: 415, name: "UnsupportedType", words: "本文の形式を受け付けないとき", isOfBody: true),
        Refusal(status: 422, name: "Invalid", words: "項目の値が正しくないとき。すべての項目について、一度に返します", isOfBody: true),
        Refusal(status: 429, name: "SlowedDown", words: "正しくないアクセストークンが続いたとき"),
        Refusal(status: 500, name: "Failed", words: "内部で問題が起きたとき。受付番号（reference）が付きます"),
        Refusal(status: 503, name: "Unavailable", words: "混み合っているか、データベースに接続できないとき"),
    ]
}
