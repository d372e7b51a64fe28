import Ward

extension FormField {
    /// The field as a program sends it (JSON Schema 2020-12), with its label and what is said below it.
    var schema: JSON {
        guard case .object(var members) = isRequired ? bareSchema : Self.orNull(bareSchema) else { return bareSchema }
        members["title"] = .string(label)
        if let hint { members["description"] = .string(hint) }
        return .object(members)
    }

    /// Whether it is refused when it is missing: a box that is not sent is off.
    var isNeeded: Bool {
        if case .checkbox = control { false } else { isRequired }
    }

    /// Sent as a file, and so in a form of several parts.
    var isFile: Bool {
        if case .file = control { true } else { false }
    }

    private var bareSchema: JSON {
        switch control {
        case .text(let input) where input.inputMode == "decimal": ["type": ["string", "integer"]]
        case .text(let input): Self.text(max: input.max)
        case .textArea(_, let max, _): Self.text(max: max)
        case .select(let choices, _, _), .radios(let choices, _, _): Self.choice(choices)
        case .checkboxes(let choices, _): ["type": "array", "items": Self.choice(choices)]
        case .names: ["type": "array", "items": ["type": "string"]]
        case .checkbox: ["type": "boolean"]
        case .file: ["type": "string", "contentMediaType": "application/octet-stream"]
        case .hidden, .content, .button, .section: ["type": "string"]
        }
    }

    private static func text(max: Int?) -> JSON {
        guard let max else { return ["type": "string"] }
        return ["type": "string", "maxLength": JSON(max)]
    }

    /// Where the answers depend on records there are none to list.
    private static func choice(_ choices: [Choice]) -> JSON {
        guard !choices.isEmpty else { return ["type": "string"] }
        return ["type": "string", "enum": .array(choices.map { .string($0.value) })]
    }

    private static func orNull(_ schema: JSON) -> JSON { ["anyOf": [schema, ["type": "null"]]] }
}
