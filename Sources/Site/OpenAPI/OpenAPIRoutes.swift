import Ward

/// The document for programs, and the page that explains it.
enum OpenAPIRoutes {
    static let path = "openapi.json"

    /// - Parameter make: of a site with these very routes; made once, because routes do not change while a site runs.
    static func all(_ make: @escaping @Sendable () -> OpenAPIDocument) -> [Route] {
        let documents = KeptValues<String, OpenAPIDocument>(capacity: 1)
        let written = KeptValues<String, JSON>(capacity: 1)
        let document: @Sendable () -> OpenAPIDocument = { documents.value(path, making: make) }
        return [
            Route(
                .get, path, access: .signedIn,
                program: Route.ProgramSide("このAPIの文書（OpenAPI 3.1）", answer: .anyObject)
            ) { _ in .json(written.value(path) { document().json }) },
            Route(.get, String(APIHelpPage.path.dropFirst()), access: .signedIn) { request in
                .page(APIHelpPage(document: document(), person: try request.person).page)
            },
        ]
    }
}
