/// What a part of a text may hold. Readers take keys, words and bounds from it, and the published schema is written from the same value:
/// neither knows what the other does not.
indirect enum TextForm: Sendable {
    /// A text of one line, as names are.
    case name
    /// Also of several lines.
    case text
    /// With an expression in it, or being one.
    case expression(about: String, max: Int?)
    /// As a regular expression says.
    case written(pattern: String, about: String)
    case flag
    case whole(ClosedRange<Int>)
    /// From 0 to 1.
    case share
    case word([String])
    /// One thing alone is a list of one.
    case list(TextForm, min: Int, max: Int?)
    case mapping(MappingForm)
    /// By names that the text itself gives.
    case named(TextForm, pattern: String, isNullable: Bool)
    /// One key of these alone.
    case one([String])
    case step

    static func list(_ form: TextForm) -> TextForm { .list(form, min: 0, max: nil) }
    static func words<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> TextForm where Word.RawValue == String {
        .word(Word.allCases.map(\.rawValue))
    }
    static let control = TextForm.written(pattern: #"^[^.]+\.[^.]+$"#, about: "画面.部品")
    static let steps = TextForm.list(.step, min: 0, max: StepReader.stepsMax)
    static let value = TextForm.expression(about: "文字と {式}", max: nil)
    static let condition = TextForm.expression(
        about: "式。列の名前、'文字'、数、and or not in、= != < <= > >=、関数", max: ExpressionParser.charactersMax)
}

/// The keys of a part of a text.
struct MappingForm: Sendable {
    struct Member: Sendable {
        let key: String
        let form: TextForm
        let isRequired: Bool
    }

    let members: [Member]
    /// Of these exactly one must be there.
    let alternatives: [String]

    init(_ members: [Member], oneOf alternatives: [String] = []) {
        self.members = members
        self.alternatives = alternatives
    }

    var keys: Set<String> { Set(members.map(\.key)) }

    /// The bounds of a whole number.
    func range(_ key: String) -> ClosedRange<Int>? {
        guard case .whole(let range)? = members.first(where: { $0.key == key })?.form else { return nil }
        return range
    }
}

extension MappingForm.Member {
    static func must(_ key: String, _ form: TextForm) -> Self { Self(key: key, form: form, isRequired: true) }
    static func may(_ key: String, _ form: TextForm) -> Self { Self(key: key, form: form, isRequired: false) }
}
