import Japanese
import Site
import Storage
import Ward

/// The units of all initiatives of the plan in force, decided in one go.
struct Assignments: Sendable {
    /// What is to be written for one initiative.
    struct Step: Sendable {
        let initiative: Initiative
        let main: [ID<OfficeUnit>]
        let related: [ID<OfficeUnit>]
    }

    let initiatives: [Initiative]
    let names: UnitNames

    /// Empty before anything was imported.
    init(_ request: PageRequest, on connection: any Connection) throws {
        self.init(
            initiatives: try PlanStore.current(on: connection).map {
                try InitiativeStore.list(version: $0.id, on: connection)
            } ?? [],
            names: UnitNames(try UnitStore.succession(on: connection), validOn: request.today))
    }

    init(initiatives: [Initiative], names: UnitNames) {
        self.initiatives = initiatives
        self.names = names
    }

    func words(_ units: [ID<OfficeUnit>]) -> String { units.map(names.label).joined(separator: "、") }

    /// Names of the fields of a row.
    static func main(_ id: ID<Initiative>) -> String { "main-\(id)" }
    static func related(_ id: ID<Initiative>) -> String { "related-\(id)" }
    /// What the person read.
    static func seen(_ id: ID<Initiative>) -> String { "seen-\(id)" }

    /// The rows that somebody changed, whatever others did meanwhile to rows they left alone.
    ///
    /// - Throws: `FormRefused` with everything that is wrong, each at its row.
    func read(_ form: inout FormReader) throws -> [Step] {
        var steps: [Step] = []
        for initiative in initiatives {
            let (main, label) = (Self.main(initiative.id), initiative.number)
            // A row that was not on the page that was sent is not touched.
            guard let seen = seen(initiative, form.form) else { continue }
            guard let typed = typed(initiative, &form) else { continue }
            guard typed.revision != seen, typed != initiative.assigned else { continue }
            if initiative.assigned.revision != seen {
                form.errors.add(
                    main, "\(label)は、この画面を開いた後に、ほかの人が「\(words(initiative.mainUnits))」に変えました。見比べて、書き直してください。")
            } else if typed.main.isEmpty {
                form.errors.add(main, "\(label)の主管課が空です。今の主管課か、新しい主管課を書いてください。")
            } else {
                steps.append(Step(initiative: initiative, main: typed.main.sorted(), related: typed.related.sorted()))
            }
        }
        try form.check()
        return steps
    }

    /// Whether a row was sent as it had been read, so that what stands now is shown and not what stood then.
    func isUntouched(_ initiative: Initiative, _ form: Form) -> Bool {
        var reader = FormReader(form)
        guard let seen = seen(initiative, form), let typed = typed(initiative, &reader) else { return false }
        return typed.revision == seen
    }

    private func seen(_ initiative: Initiative, _ form: Form) -> Int? {
        form[Self.seen(initiative.id)].flatMap { Int($0) }
    }

    /// `nil` when a name is not clear; the reader then says which.
    private func typed(_ initiative: Initiative, _ form: inout FormReader) -> AssignedUnits? {
        let known = form.errors.entries.count
        let main = form.units(
            Self.main(initiative.id), "\(initiative.number)の主管課", names, keeping: initiative.mainUnits)
        let related = form.units(
            Self.related(initiative.id), "\(initiative.number)の関係課", names, keeping: initiative.relatedUnits)
        return form.errors.entries.count == known ? AssignedUnits(main: main, related: related) : nil
    }
}
