import Ward

/// Files that anybody may load, and the sign of life.
enum AssetRoutes {
    static let folder = "assets"

    static let healthPath = "health"

    static func all(health: HealthProbe) -> [Route] {
        [
            Route(.get, String(StyleSheet.path.dropFirst()), access: .open) { _ in
                .bytes(StyleSheet.bytes, type: "text/css; charset=utf-8", headers: kept)
            },
            Route(.get, String(PaneScript.path.dropFirst()), access: .open) { _ in
                .bytes(PaneScript.bytes, type: "text/javascript; charset=utf-8", headers: kept)
            },
            Route(.get, String(SiteIcon.path.dropFirst()), access: .open) { _ in
                .bytes(
                    Array(SiteIcon.file.text.utf8), type: "image/svg+xml",
                    headers: ["Cache-Control": "public, max-age=86400"])
            },
            Route(
                .get, healthPath, access: .open, program: Route.ProgramSide("動いているかどうか", answer: .anyObject)
            ) { request in
                switch await health.finding(request.ward) {
                case .ready: .json(["status": "ok"], status: 200)
                case .notReady(let code, let words):
                    .json(["status": "notReady", "reason": .string(code), "message": .string(words)], status: 503)
                }
            },
            Route(.get, "robots.txt", access: .open) { _ in
                .bytes(Array("User-agent: *\nDisallow: /\n".utf8), type: "text/plain; charset=utf-8")
            },
        ]
    }

    /// The address changes with the content.
    private static let kept = ["Cache-Control": "public, max-age=31536000, immutable"]
}
