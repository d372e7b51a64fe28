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
        CKANAction("package_create", "データセットを登録する", fields) { arguments, request in
            try await write(request) { person, connection in
                var told = DatasetDescription(
                    name: arguments.text("name") ?? "", title: arguments.text("title") ?? "",
                    notes: arguments.text("notes") ?? "", unit: nil)
                try read(arguments, into: &told, person, request, on: connection)
                return try Dataset.create(told, by: request.stamp, on: connection)
            }
        },
        CKANAction("package_patch", "データセットの説明を直す", [(name: "id", words: "識別子または識別名")] + fields) {
            arguments, request in
            let id = try arguments.required("id")
            return try await write(request) { person, connection in
                guard let known = try Dataset.named(id, on: connection) ?? Dataset.find(ID(id), on: connection) else {
                    throw CKANError.notFound("データセット「\(id)」はありません。")
                }
                guard EditedDataset.may(person, known.unit) else {
                    throw CKANError.notAuthorized("このデータセットを直す権限がありません。")
                }
                var told = known.told
                try read(arguments, into: &told, person, request, on: connection)
                try known.rewrite(told, by: request.stamp, on: connection)
                return try Dataset.known(known.id, on: connection)
            }
        },
    ]

    private static func write(
        _ request: PageRequest, _ body: @escaping @Sendable (SignedIn, any Connection) throws -> Dataset
    ) async throws -> CKANAction.Answer {
        guard let person = request.signedIn, request.foreign?.mayWrite ?? false, person.may(.editDatasets) else {
            throw CKANError.notAuthorized("変更もできるアクセストークンが必要です。アカウントのページで作り、Authorizationに付けてください。")
        }
        do {
            return .json(
                try await request.ward.database.write { connection in
                    try CKANReading.package(try body(person, connection), request, on: connection)
                })
        } catch OpenDataRefusal.nameTaken {
            throw CKANError.validation(["name": ["That URL is already in use."]])
        }
    }

    private static let unfit = "使えない文字（U+0000などの制御文字）が入っています。その文字を取ってください。"

    /// Blanks of other kinds, such as CR before LF, do no harm.
    private static func isUnfit(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.isUnfitForText && !$0.properties.isWhitespace }
    }

    /// Takes what was sent; everything that is wrong is told at once, by its field.
    private static func read(
        _ arguments: CKANArguments, into told: inout DatasetDescription, _ person: SignedIn, _ request: PageRequest,
        on connection: any Connection
    ) throws {
        var wrong: [String: [String]] = [:]
        told.name = arguments.text("name") ?? told.name
        told.title = arguments.text("title") ?? told.title
        told.notes = arguments.text("notes") ?? told.notes
        if told.name.isEmpty {
            wrong["name"] = ["Missing value"]
        } else if !DatasetFields.isName(told.name) {
            wrong["name"] = ["Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_"]
        }
        if told.title.isEmpty { told.title = told.name }
        for (field, text, max) in [("title", told.title, 120), ("notes", told.notes, 2_000)] {
            if text.unicodeScalars.count > max { wrong[field, default: []].append("\(max)文字までにしてください。") }
            if isUnfit(text) { wrong[field, default: []].append(unfit) }
        }
        if let text = arguments.text("license_id") {
            if let licence = Licence(rawValue: text) {
                told.licence = licence
            } else {
                wrong["license_id"] = ["\(Licence.allCases.map(\.rawValue).joined(separator: "、")) のどれかにしてください。"]
            }
        }
        if let text = arguments.text("owner_org") {
            let units = try UnitStore.list(validOn: request.today, on: connection)
            let unit = units.first { Catalogue.Organisation($0, ward: "").name == text || $0.id.text == text }
            if unit == nil, text != "ward" { wrong["owner_org"] = ["Organization does not exist"] }
            told.unit = unit?.id
        }
        if let tags = arguments["tags"]?.array {
            told.tags = tags.compactMap { $0["name"]?.string ?? $0.string }.map(\.trimmingWhitespace).filter {
                !$0.isEmpty
            }
            if told.tags.contains(where: { $0.unicodeScalars.count > 100 || $0.contains { $0.isNewline } }) {
                wrong["tags"] = ["100文字までにしてください。"]
            }
            if told.tags.contains(where: isUnfit) { wrong["tags", default: []].append(unfit) }
        }
        if let groups = arguments["groups"]?.array {
            let names = groups.compactMap { $0["name"]?.string ?? $0["id"]?.string ?? $0.string }
            told.themes = names.compactMap(Theme.init)
            if told.themes.count != names.count {
                wrong["groups"] = ["\(Theme.allCases.map(\.rawValue).joined(separator: "、")) のどれかにしてください。"]
            }
        }
        guard wrong.isEmpty else { throw CKANError.validation(wrong) }
        guard EditedDataset.may(person, told.unit) else {
            throw CKANError.notAuthorized("この組織のデータセットを登録する権限がありません。")
        }
    }
}
