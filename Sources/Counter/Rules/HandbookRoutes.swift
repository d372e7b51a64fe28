import Site
import Storage
import Ward

/// The handbook as a page.
struct HandbookPage: PageView {
    let place: GuidePlace
    let isSample: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HandbookPage {
        let place = try GuidePlace.load(request, on: connection)
        // The sentences of the rules are in Japanese.
        guard place.language == .japanese else { throw Elsewhere(place.path("handbook", in: .japanese)) }
        return HandbookPage(place: place, isSample: try SettingStore.isSample(on: connection))
    }

    var page: Page {
        place.page(
            Handbook.title(place.base), at: nil,
            body: """
                <div class="actions">\(ButtonLink("印刷する（PDF）", place.path("handbook.pdf")))</div>
                \(Handbook(base: place.base))
                """)
    }
}

enum HandbookRoutes {
    static let all: [Route] = [
        GuideRoutes.page("handbook", HandbookPage.load),
        Route(.get, "guides/:event/:language/handbook.pdf", access: .open) { request in
            let handbook = try await request.ward.database.read { try HandbookPage.load(request, on: $0) }
            let document = Handbook(base: handbook.place.base).document(
                ward: request.wardName, today: request.today, isSample: handbook.isSample)
            return try await request.pdf(document.html, filename: "tebiki.pdf")
        },
    ]
}
