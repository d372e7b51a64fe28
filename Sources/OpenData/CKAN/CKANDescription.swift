import Site
import Storage
import Ward

/// The description of a dataset as a program of CKAN sends it, read by the very fields of the page.
struct CKANDescription {
    private let arguments: CKANArguments
    /// By the names of CKAN.
    private var wrong: [String: [String]] = [:]

    private init(_ arguments: CKANArguments) { self.arguments = arguments }

    /// Takes what was sent.
    /// - Throws: a Validation Error with everything that is wrong.
    static func read(
        _ arguments: CKANArguments, into told: inout DatasetDescription, _ person: SignedIn, _ request: PageRequest,
        on connection: any Connection
    ) throws {
        var reading = CKANDescription(arguments)
        told.name = reading.text("name", DatasetFields.name) ?? told.name
        told.title = reading.text("title", DatasetFields.title) ?? told.title
        told.notes = reading.text("notes", DatasetFields.notes) ?? told.notes
        told.tags = reading.tags() ?? told.tags
        told.themes = reading.themes() ?? told.themes
        told.licence = reading.licence() ?? told.licence
        if let name = reading.sent("owner_org") {
            let units = try UnitStore.list(validOn: request.today, on: connection)
            let unit = units.first { Catalogue.Organisation($0, ward: "").name == name || $0.id.text == name }
            if unit == nil, name != "ward" { reading.wrong["owner_org"] = ["Organization does not exist"] }
            told.unit = unit?.id
        }
        if told.name.isEmpty, reading.wrong["name"] == nil { reading.wrong["name"] = ["Missing value"] }
        if told.title.isEmpty { told.title = told.name }
        guard reading.wrong.isEmpty else { throw CKANError.validation(reading.wrong) }
        guard EditedDataset.may(person, told.unit) else {
            throw CKANError.notAuthorized("この組織のデータセットを登録する権限がありません。")
        }
    }

    /// A text as the field takes it; `nil` where none was sent, or a wrong one.
    private mutating func text(_ name: String, _ field: Field<String>) -> String? {
        sent(name).flatMap { value(name, field.orEmpty, $0) }
    }

    private mutating func licence() -> Licence? {
        guard let name = sent("license_id") else { return nil }
        if let licence = Licence(rawValue: name) { return licence }
        wrong["license_id"] = ["\(Licence.allCases.map(\.rawValue).joined(separator: "、")) のどれかにしてください。"]
        return nil
    }

    private mutating func tags() -> [String]? {
        guard let names = names("tags", keys: ["name"]) else { return nil }
        if let split = names.first(where: { DatasetFields.words($0).joined() != $0 }) {
            wrong["tags"] = ["「\(split.prefix(20))」は使えません。「、」と「,」、改行は、タグに使えません。"]
            return nil
        }
        return value("tags", DatasetFields.tags, names.joined(separator: "、")).map { DatasetFields.words($0 ?? "") }
    }

    private mutating func themes() -> [Theme]? {
        guard let names = names("groups", keys: ["name", "id"]) else { return nil }
        let themes = names.compactMap(Theme.init)
        guard themes.count == names.count else {
            wrong["groups"] = ["\(Theme.allCases.map(\.rawValue).joined(separator: "、")) のどれかにしてください。"]
            return nil
        }
        return themes
    }

    /// What a field of the page says of a text.
    private mutating func value<Value>(_ name: String, _ field: Field<Value>, _ text: String) -> Value? {
        var reader = FormReader(Form(fields: [(field.name, text)]))
        let value = reader.value(field)
        if !reader.errors.isEmpty { wrong[name] = reader.errors[field.name] }
        return reader.errors.isEmpty ? value : nil
    }

    private mutating func sent(_ name: String) -> String? {
        do throws(CKANError) {
            return try arguments.text(name)
        } catch {
            wrong[name] = ["Must be a string"]
            return nil
        }
    }

    /// The names in a list of texts or of objects, each once.
    /// - Parameter keys: under which an object has its name, the first that it has.
    private mutating func names(_ field: String, keys: [String]) -> [String]? {
        do throws(CKANError) {
            guard let elements = try arguments.elements(field) else { return nil }
            let names = elements.compactMap { element in
                (element.string ?? keys.lazy.compactMap { element[$0]?.string }.first)?.trimmingWhitespace
            }
            guard names.count == elements.count else { throw .validation([:]) }
            var seen: Set<String> = []
            return names.filter { !$0.isEmpty && seen.insert($0).inserted }
        } catch {
            wrong[field] = ["Must be a list of strings, or of objects with a name"]
            return nil
        }
    }
}
