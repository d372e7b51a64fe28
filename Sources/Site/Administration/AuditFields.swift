import Japanese
import Storage
import Ward

/// By what the trail is narrowed. Nothing that was asked is left out in silence: what cannot be read, what is not known and
/// what was said twice is told.
enum AuditFields {
    static let from = Field.date("from", "この日から").optional
    static let to = Field.date("to", "この日まで").optional
    static let action = Field.text(
        "action", "操作の種類", max: 100, hint: "言葉の一部か、符号の先頭。例: 役割の付与、ward.person"
    ).optional
    static let subject = Field.text("subject", "対象", max: 200, hint: "種類か名前の一部、または符号。例: 報告書、広報課、person/01J…").optional
    static let before = Field.integer("before", "位置", in: 1...Int.max / 2).optional

    static func person(_ people: [Person]) -> Field<ID<Person>?> {
        Field.record("person", "行った人", people.map { Choice($0.id.text, $0.name) }, empty: "全員").optional
    }

    /// Records that one name may stand for.
    static let subjectsMax = 500

    /// - Parameters:
    ///   - titles: what the codes of all modules mean.
    ///   - subjects: the records of all modules.
    static func filter(
        _ form: inout FormReader, people: [Person], titles: [String: String], subjects: [AuditSubject],
        on connection: any Connection
    ) throws -> AuditFilter {
        let person = person(people)
        let known = [from.name, to.name, person.name, action.name, subject.name, before.name]
        // A file of what fits is asked for beside the conditions.
        let besides = [ListQuery.formatField]
        for name in form.form.fields.map(\.name) where !known.contains(name) && !besides.contains(name) {
            form.errors.addGeneral("「\(name)」という条件はありません。使えるのは、\(known.joined(separator: "、"))です。")
        }
        for name in known where form.form.all(name).filter({ !$0.isEmpty }).count > 1 {
            form.errors.addGeneral("条件「\(name)」が2つ以上あります。1つにしてください。")
        }
        let (first, last) = (form.value(from) ?? nil, form.value(to) ?? nil)
        if let first, let last, last < first {
            form.errors.add(to.name, FormWords.dayBefore(to.label, first).japanese)
        }
        var filter = AuditFilter(person: form.value(person) ?? nil, from: first, to: last)
        if let text = form.value(subject) ?? nil {
            if text.contains("/"), text.unicodeScalars.allSatisfy(\.isASCII) {
                filter.subject = text
            } else {
                let found = try AuditNames.matching(text, subjects, on: connection)
                if found.kinds.isEmpty, found.records.isEmpty {
                    form.errors.add(subject.name, "「\(text)」という対象はありません。一覧の「対象」にある言葉で探してください。")
                }
                if found.records.count > subjectsMax {
                    form.errors.add(
                        subject.name, "「\(text)」に当たる対象が\(found.records.count)件あります。\(subjectsMax)件までになるよう、詳しく書いてください。")
                }
                filter.subjects = AuditFilter.Subjects(records: found.records, kinds: found.kinds)
            }
        }
        if let text = form.value(action) ?? nil {
            if text.unicodeScalars.allSatisfy(\.isASCII) {
                filter.actionPrefix = text
            } else {
                let codes = titles.filter { TextKey($0.value).text.contains(TextKey(text).text) }.map(\.key)
                if codes.isEmpty { form.errors.add(action.name, "「\(text)」という操作はありません。一覧の「操作」にある言葉で探してください。") }
                filter.actions = codes.sorted()
            }
        }
        return filter
    }
}
