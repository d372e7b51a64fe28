import Site
import Storage
import Ward

/// `package_create`, `package_patch`: the descriptions of datasets, with an access token of somebody who keeps the catalogue. Files go
/// through the check, on a page or by a command.
enum CKANWriting {
    private static let fields: [(name: String, words: String)] = [
        (name: "name", words: "識別名"), (name: "title", words: "題名"), (name: "notes", words: "説明"),
        (name: "owner_org", words: "組織"), (name: "license_id", words: "利用条件"), (name: "tags", words: "タグ"),
        (name: "groups", words: "グループ"),
    ]

    static let all: [CKANAction] = [
        CKANAction("package_create", "データセットを登録する", fields, isWriting: true) { arguments, request in
            try await write(arguments, request) { person, connection in
                var told = DatasetDescription(name: "", title: "", notes: "", unit: nil)
                try CKANDescription.read(arguments, into: &told, person, request, on: connection)
                return (nil, try Dataset.create(told, by: request.stamp, on: connection))
            }
        },
        CKANAction(
            "package_patch", "データセットの説明を直す", [(name: "id", words: "識別子または識別名")] + fields, isWriting: true
        ) { arguments, request in
            try await write(arguments, request) { person, connection in
                let id = try arguments.required("id")
                guard let known = try Dataset.named(id, on: connection) ?? Dataset.find(ID(id), on: connection) else {
                    throw CKANError.notFound("データセット「\(id)」はありません。")
                }
                guard EditedDataset.may(person, known.unit) else {
                    throw CKANError.notAuthorized("このデータセットを直す権限がありません。")
                }
                var told = known.told
                try CKANDescription.read(arguments, into: &told, person, request, on: connection)
                try known.rewrite(told, by: request.stamp, on: connection)
                return (known, try Dataset.known(known.id, on: connection))
            }
        },
    ]

    private static func write(
        _ arguments: CKANArguments, _ request: PageRequest,
        _ body: @escaping @Sendable (SignedIn, any Connection) throws -> (before: Dataset?, after: Dataset)
    ) async throws -> CKANAction.Answer {
        guard let person = request.signedIn, request.foreign?.mayWrite ?? false, person.may(.editDatasets) else {
            throw CKANError.notAuthorized("変更もできるアクセストークンが必要です。アカウントのページで作り、Authorizationに付けてください。")
        }
        do {
            return .json(
                try await request.ward.database.write { connection in
                    let (before, after) = try body(person, connection)
                    let written = try CKANReading.package(after, request, on: connection)
                    let shown = try before.map { try CKANReading.package($0, request, on: connection) }
                    try refuseLost(arguments, shown, written)
                    return written
                })
        } catch OpenDataRefusal.nameTaken {
            throw CKANError.validation(["name": ["That URL is already in use."]])
        } catch OpenDataRefusal.nameStays {
            throw CKANError.validation(["name": [OpenDataRefusal.nameStays.words]])
        }
    }

    /// What follows from the rest: a program that sends back what it was shown means nothing by it.
    private static let following: Set = [
        "organization", "license_title", "license_url", "isopen", "num_tags", "num_resources", "metadata_created",
        "metadata_modified", "creator_user_id", "relationships_as_object", "relationships_as_subject",
    ]

    /// Nothing that was sent is passed over without a word: what no description takes has to be what holds anyway.
    /// - Parameter shown: before the change; `nil` for a new dataset.
    private static func refuseLost(_ arguments: CKANArguments, _ shown: JSON?, _ written: JSON) throws(CKANError) {
        let taken = following.union(fields.map(\.name)).union(shown == nil ? [] : ["id"])
        var wrong: [String: [String]] = [:]
        for (name, sent) in arguments.members where !taken.contains(name) && !["", [], [:]].contains(sent) {
            // A new dataset becomes public with its first release, whatever was wished.
            let isNewPrivate = shown == nil && name == "private"
            let holds = [shown, written].contains { package in
                guard let held = package?[name] else { return false }
                // A form says `true` as a text.
                return held == sent || sent.string.map { $0 == CKANArguments.plain(held) } ?? false
            }
            if holds, !isNewPrivate { continue }
            wrong[name] =
                switch name {
                case "private": ["公開と非公開は、この項目では決められません。版を公開するか、公開しないことを決める画面で決めてください。"]
                case "resources": ["ファイルは、ここでは受け付けません。点検の画面かコマンドで提出してください。"]
                default: ["この項目は受け付けません。取り除いてください。"]
                }
        }
        guard wrong.isEmpty else { throw .validation(wrong) }
    }
}
