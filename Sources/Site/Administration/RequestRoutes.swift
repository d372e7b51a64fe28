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
        .action(
            "requests/batches/:batch/confirm", on: WaitingBatch.self, needs: .managePeople, page: RequestsPage.load
        ) { batch, _, change in
            let count = try PersonRequestStore.confirm(batch: batch.id, by: change.stamp, on: change.connection)
            return .done("名簿の申出を確認し、役割\(count)件を付けました。")
        },
        .action(
            "requests/batches/:batch/decline", on: WaitingBatch.self, needs: .managePeople, page: RequestsPage.load
        ) { batch, _, change in
            let count = try PersonRequestStore.decline(batch: batch.id, by: change.stamp, on: change.connection)
            return .done("名簿の申出（役割\(count)件）を終えました。何も変わっていません。")
        },
    ]

    /// What waits for an administrator as the second person.
    static let duties = DutySource { person, ward in
        guard person.may(.managePeople) else { return [] }
        let now = ward.clock.now()
        let (waiting, blocked) = try await ward.database.read { connection in
            let all = try PersonRequestStore.waiting(at: now, on: connection)
            let free = try all.filter { request in
                try PersonRequestStore.obstacle(to: request, by: person.person, at: now, on: connection) == nil
            }
            let ids = Set(free.map(\.id))
            return (free, Set(all.filter { !ids.contains($0.id) }.compactMap { $0.batch?.text }))
        }
        // A list is one request, and waits for whoever may confirm all of it.
        let count = Set(waiting.map { $0.batch?.text ?? $0.id.text }).subtracting(blocked).count
        guard count > 0 else { return [] }
        return [
            Duty(
                DutyKind("ward.request", "申出を確かめる"),
                link: Link("ほかの管理者の申出を確かめる（\(count)件）", RequestsPage.path),
                note: "確認するまで、何も変わりません。")
        ]
    }
}

/// A list whose requests wait.
struct WaitingBatch: RouteSubject {
    let id: ID<PersonRequestBatch>

    static func load(_ request: PageRequest, on connection: any Connection) throws -> WaitingBatch {
        let id: ID<PersonRequestBatch> = try request.id("batch")
        let waiting = try PersonRequestStore.waiting(at: request.ward.clock.now(), on: connection)
        guard waiting.contains(where: { $0.batch == id }) else { throw PageRefusal.notFound }
        return WaitingBatch(id: id)
    }

    var path: String { RequestsPage.path }
}

extension PersonRequest: AddressedRecord {
    public static let parameter = "request"
    public var path: String { RequestsPage.path }
}
