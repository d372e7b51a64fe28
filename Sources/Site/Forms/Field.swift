import Japanese
import Ward

/// A field that is declared once: it draws itself, reads itself and words its own errors.
///
///     enum ReportFields {
///         static let title = Field.text("title", "件名", max: 200)
///         static let reportedOn = Field.date("reportedOn", "報告日").optional
///     }
///     // on the page
///     fields: [ReportFields.title(report.title), ReportFields.reportedOn(report.reportedOn)]
///     // in the action
///     let (title, day) = try form.values(ReportFields.title, ReportFields.reportedOn)
public struct Field<Value: Sendable>: Sendable {
    public let name: String
    public let label: String
    /// With the value that it has now, if any.
    let draw: @Sendable (_ value: Value?, _ isRequired: Bool) -> FormField
    /// `nil` when nothing was sent or it was wrong; the reader holds what was wrong.
    let read: @Sendable (inout FormReader, _ isRequired: Bool) -> Value?

    init(
        _ name: String, _ label: String, draw: @escaping @Sendable (Value?, Bool) -> FormField,
        read: @escaping @Sendable (inout FormReader, Bool) -> Value?
    ) {
        self.name = name
        self.label = label
        self.draw = draw
        self.read = read
    }

    public func callAsFunction(_ value: Value? = nil) -> FormField { draw(value, true) }

    /// The same field, which may be left empty: its value is then `nil`.
    public var optional: Field<Value?> {
        Field<Value?>(
            name, label, draw: { [draw] value, _ in draw(value ?? nil, false) },
            read: { [name, read] reader, _ in
                let value = read(&reader, false)
                return value == nil && !reader.errors[name].isEmpty ? nil : .some(value)
            })
    }

    /// The value under another type, such as an enumeration behind a text.
    /// - Parameters:
    ///   - problem: the words for what cannot be converted.
    public func mapped<Other: Sendable>(
        to convert: @escaping @Sendable (Value) -> Other?, from back: @escaping @Sendable (Other) -> Value,
        problem: @escaping @Sendable (Value) -> String
    ) -> Field<Other> {
        Field<Other>(
            name, label, draw: { [draw] value, isRequired in draw(value.map(back), isRequired) },
            read: { [name, read] reader, isRequired in
                guard let value = read(&reader, isRequired) else { return nil }
                guard let other = convert(value) else {
                    reader.errors.add(name, problem(value))
                    return nil
                }
                return other
            })
    }
}

/// A field of any value, as the document for programs lists it.
public protocol DeclaredField: Sendable {
    var name: String { get }
    /// As a form draws it that is not filled in yet.
    var drawn: FormField { get }
}

extension Field: DeclaredField {
    public var drawn: FormField { self() }
}

extension Field where Value == String {
    /// The same field, which may be left empty: its value is then an empty text.
    public var orEmpty: Field { optional.mapped(to: { $0 ?? "" }, from: { $0 }, problem: { _ in "" }) }
}

/// What was sent cannot be taken: everything that is wrong with it.
public struct FormRefused: Error {
    public let errors: FormErrors

    public init(_ errors: FormErrors) {
        self.errors = errors
    }
}

extension FormReader {
    /// The values of several fields, all read before the first refusal.
    /// - Throws: ``FormRefused`` with everything that is wrong, also with what was read before.
    public mutating func values<each Value>(
        _ field: repeat Field<each Value>
    ) throws(FormRefused) -> (repeat each Value) {
        let read = (repeat value(each field))
        guard errors.isEmpty else { throw FormRefused(errors) }
        func known<Known>(_ value: Known?) throws(FormRefused) -> Known {
            guard let value else { throw FormRefused(errors) }
            return value
        }
        return (repeat try known(each read))
    }

    /// The value of one field; `nil` when it is wrong, which is kept in ``errors`` for ``check()``.
    public mutating func value<Value>(_ field: Field<Value>) -> Value? {
        namesRead.insert(field.name)
        return field.read(&self, true)
    }

    /// Ends here when anything read so far is wrong.
    public func check() throws(FormRefused) {
        if !errors.isEmpty { throw FormRefused(errors) }
    }

    /// Refuses one field by a rule that takes more than the field to know.
    public func refusing(_ field: Field<some Any>, _ words: String) -> FormRefused {
        var errors = errors
        errors.add(field.name, lines: words)
        return FormRefused(errors)
    }

    /// Runs a rule whose refusal belongs to one field.
    public func blaming<Result>(_ field: Field<some Any>, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let refusal as any Refusal {
            throw refusing(field, refusal.words)
        }
    }

    /// Runs a rule whose refusal belongs to one field.
    public func blaming<Result>(_ field: Field<some Any>, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let refusal as any Refusal {
            throw refusing(field, refusal.words)
        }
    }
}
