extension Scenario {
    /// The JSON Schema of the text, for editors and for other programs that write scenarios.
    public static let schema = PublishedSchema.text(form, name: "scenario", title: "シナリオ")
}

extension ScreenContract {
    /// The JSON Schema of the text.
    public static let schema = PublishedSchema.text(form, name: "screens", title: "画面の約束")
}

/// Writes forms as JSON Schema 2020-12.
enum PublishedSchema {
    static func text(_ form: MappingForm, name: String, title: String) -> String {
        var members: [(String, Part)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .string("urn:namiki:\(name):1")), ("title", .string(title)),
        ]
        members += mapping(form)
        if form.keys.contains("steps") { members.append(("$defs", .object([("step", step)]))) }
        return Part.object(members).text + "\n"
    }

    /// A piece of JSON whose keys keep their order.
    private indirect enum Part {
        case object([(String, Part)])
        case array([Part])
        case string(String)
        case number(Int)
        case flag(Bool)

        var text: String {
            switch self {
            case .object(let members):
                "{" + members.map { "\(Part.quoted($0)):\($1.text)" }.joined(separator: ",") + "}"
            case .array(let parts): "[" + parts.map(\.text).joined(separator: ",") + "]"
            case .string(let text): Part.quoted(text)
            case .number(let number): "\(number)"
            case .flag(let flag): "\(flag)"
            }
        }

        private static func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#) + "\""
        }
    }

    private static func part(_ form: TextForm) -> Part {
        switch form {
        case .name: return .object(scalar + line)
        case .text: return .object(scalar + lines)
        case .expression(let about, let max):
            let bound = max.map { [("maxLength", Part.number($0))] } ?? []
            return .object(scalar + lines + bound + [("description", .string(about))])
        case .written(let pattern, let about):
            return .object([
                ("type", .string("string")), ("pattern", .string(pattern)), ("description", .string(about)),
            ])
        case .flag: return .object([("type", .string("boolean"))])
        case .whole(let range):
            return .object([
                ("type", .string("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ])
        case .share:
            return .object([("type", .string("number")), ("minimum", .number(0)), ("maximum", .number(1))])
        case .word(let words): return .object([("enum", .array(words.map { .string($0) }))])
        case .list(let item, let min, let max): return list(part(item), min, max)
        case .mapping(let form): return .object(mapping(form))
        case .named(let form, let pattern, let isNullable): return named(part(form), pattern, isNullable)
        case .one(let keys):
            let texts = keys.map { ($0, Part.object(scalar + line + [("minLength", .number(1))])) }
            return .object([
                ("type", .string("object")), ("properties", .object(texts)), ("minProperties", .number(1)),
                ("maxProperties", .number(1)), ("additionalProperties", .flag(false)),
            ])
        case .step: return .object([("$ref", .string("#/$defs/step"))])
        }
    }

    /// YAML without quotes tells figures and words apart, readers of these texts do not.
    private static let scalar: [(String, Part)] = [
        ("type", .array([.string("string"), .string("number"), .string("boolean")]))
    ]
    /// Without characters that nobody sees: in a line, and in several.
    private static let line: [(String, Part)] = [
        ("pattern", .string(#"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"#))
    ]
    private static let lines: [(String, Part)] = [
        ("pattern", .string(#"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]*$"#))
    ]

    private static func list(_ item: Part, _ min: Int, _ max: Int?) -> Part {
        var several: [(String, Part)] = [("type", .string("array")), ("items", item)]
        if min > 0 { several.append(("minItems", .number(min))) }
        if let max { several.append(("maxItems", .number(max))) }
        return min > 1 ? .object(several) : .object([("anyOf", .array([.object(several), item]))])
    }

    private static func named(_ item: Part, _ pattern: String, _ isNullable: Bool) -> Part {
        let value: Part =
            isNullable ? .object([("anyOf", .array([.object([("type", .string("null"))]), item]))]) : item
        var members: [(String, Part)] = [("type", .string("object")), ("additionalProperties", value)]
        if !pattern.isEmpty { members.append(("propertyNames", .object([("pattern", .string(pattern))]))) }
        return .object(members)
    }

    private static func mapping(_ form: MappingForm, first: [(String, Part)] = []) -> [(String, Part)] {
        let properties = first + form.members.map { ($0.key, part($0.form)) }
        let required = first.prefix(1).map(\.0) + form.members.filter(\.isRequired).map(\.key)
        var members: [(String, Part)] = [("type", .string("object")), ("properties", .object(properties))]
        if !required.isEmpty { members.append(("required", .array(required.map { .string($0) }))) }
        members.append(("additionalProperties", .flag(false)))
        if !form.alternatives.isEmpty {
            members.append(
                ("oneOf", .array(form.alternatives.map { .object([("required", .array([.string($0)]))]) })))
        }
        return members
    }

    private static var step: Part {
        .object([
            (
                "oneOf",
                .array(
                    StepReader.Verb.allCases.map { verb in
                        .object(
                            mapping(
                                verb.form,
                                first: [("do", .object([("const", .string(verb.rawValue))])), ("id", part(.name))]))
                    })
            )
        ])
    }
}
