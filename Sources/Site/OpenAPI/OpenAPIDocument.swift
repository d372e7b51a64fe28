import Ward

/// What programs can ask of the site (OpenAPI 3.1.0), made from its routes: a route that answers JSON is in it, and nothing else is.
///
///     OpenAPIDocument(of: Platform.modules).json.pretty
public struct OpenAPIDocument: Sendable {
    /// The routes of the ward or of one module.
    struct Area: Sendable {
        /// Short, in English, such as `plan`.
        let name: String
        let title: String
        let purpose: String?
        let routes: [Route]
    }

    let areas: [Area]

    public init(of modules: [any Module]) {
        self.init(RunningSite.areas(of: modules))
    }

    /// Routes that answer nothing but pages and files are left out.
    init(_ areas: [Area]) {
        self.areas = areas.map { area in
            Area(
                name: area.name, title: area.title, purpose: area.purpose,
                routes: area.routes.filter { $0.program != nil })
        }.filter { !$0.routes.isEmpty }
    }

    public var json: JSON {
        var paths: [String: [String: JSON]] = [:]
        for area in areas {
            for route in area.routes {
                guard let program = route.program else { continue }
                let operation = OpenAPIOperation(route: route, program: program, area: area.name)
                paths[route.openAPIPath, default: [:]][route.method.rawValue.lowercased()] = operation.json
            }
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "並木", "version": .string(ProgramVersion.text),
                "description": "画面でできることを、同じ権限と同じ確かめ方で、プログラムから行うためのアドレスです。使い方は \(APIHelpPage.path) にあります。",
            ], "tags": .array(areas.map(\.tag)), "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "securitySchemes": [
                    OpenAPIOperation.token: [
                        "type": "http", "scheme": "bearer", "description": "アカウントのページで作るアクセストークン。",
                    ],
                    OpenAPIOperation.session: [
                        "type": "apiKey", "in": "cookie", "name": .string(Cookies.Name.session.rawValue),
                        "description": "サインインした人のブラウザー。HTTPSでは、Cookieの名前は「__Host-」で始まります。",
                    ],
                ], "schemas": ["Refusal": RefusedAnswer.shape.schema],
                "responses": .object(
                    Dictionary(
                        OpenAPIOperation.refusals.map { ($0.name, $0.json) }, uniquingKeysWith: { first, _ in first })),
            ],
        ]
    }
}

extension OpenAPIDocument.Area {
    fileprivate var tag: JSON {
        var members: [String: JSON] = ["name": .string(name)]
        members["description"] = .string(purpose.map { "\(title)：\($0)" } ?? title)
        return .object(members)
    }
}

extension Route {
    /// `/rounds/{round}/close`
    var openAPIPath: String {
        "/"
            + path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
                segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
            }.joined(separator: "/")
    }

    /// The names of its `:name` segments.
    var parameterNames: [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }
}

extension OpenAPIDocument {
    /// For people at a terminal: a line for each route.
    public var text: String {
        areas.map { area in
            let lines = area.routes.map { route in
                "\(route.method.rawValue) \(route.openAPIPath)　\(route.program?.summary ?? "")"
            }
            return ([area.title] + lines).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}
