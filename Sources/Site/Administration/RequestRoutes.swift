import Storage
import Ward

/// 確認を待つ申出: see, confirm, decline.
enum RequestRoutes {
    static let all: [Route] = [
        .page("requests", needs: .managePeople, RequestsPage.load),
        .action(
            "requests/:request/confirm", on: PersonRequest.self, needs: .managePeople, summary: "ほかの管理者の申出を確認して行う",
            fields: [], page: RequestsPage.load
        ) {
            request, _, change in
            try PersonRequestStore.confirm(request.id, by: change.stamp, on: change.connection)
            return .done("申出を確認し、行いました。")
        },
        .action(
            "requests/:request/decline", on: PersonRequest.self, needs: .managePeople, summary: "申出を取り下げる", fields: [],
            page: RequestsPage.load
        ) {
            request, _, change in
            try PersonRequestStore.decline(request.id, by: change.stamp, on: change.connection)
            return .done("申出を終えました。何も変わっていません。")
        },
    ]

    /// What waits for an administrator as the second person.
    static let duties = DutySource { person, ward in
        guard person.may(.managePeople) else { return [] }
        let now = ward.clock.now()
        let waiting = try await ward.database.read { connection in
            try PersonRequestStore.waiting(at: now, on: connection).filter { request in
                try PersonRequestStore.obstacle(to: request, by: person.person, at: now, on: connection) == nil
            }
        }
        guard !waiting.isEmpty else { return [] }
        return [
            Duty(
                DutyKind("ward.request", "申出を確かめる"),
                link: Link("ほかの管理者の申出を確かめる（\(waiting.count)件）", RequestsPage.path),
                note: "確認するまで、何も変わりません。")
        ]
    }
}

extension PersonRequest: AddressedRecord {
    public static let parameter = "request"
    public var path: String { RequestsPage.path }
}
