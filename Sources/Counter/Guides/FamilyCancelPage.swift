import Site
import Storage

/// Giving a visit up by its code.
struct FamilyCancelPage: PageView {
    let place: GuidePlace
    let state: PageState
    var isDone = false

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FamilyCancelPage {
        FamilyCancelPage(place: try GuidePlace.ofDesk(request, on: connection), state: request.state)
    }

    var page: Page {
        let words = place.words
        let title = words("予約の取消し", "よやくを やめる", "Cancel a visit")
        if isDone {
            return place.page(
                title, at: nil,
                body: """
                    <p>\(words("予約を取り消しました。", "よやくを やめました。", "The visit is cancelled."))</p>
                    <div class="actions">\(ButtonLink(
                        words("もう一度予約する", "もう一度 よやくする", "Book again"), place.path("booking")))</div>
                    """)
        }
        return place.page(
            title, at: "booking/cancel",
            body: FormView(
                place.path("booking/cancel"), state, submit: words("予約を取り消す", "やめる", "Cancel the visit"),
                cancel: Link(words("取り消さない", "やめない", "Keep the visit"), place.path()), language: place.language,
                fields: [GuideCode.booked(words)()]
            ).html)
    }
}
