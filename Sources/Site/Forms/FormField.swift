import Japanese

/// A field of a form: its name, its words and its control.
///
///     .text("title", "件名", value: entry.title, max: 200)
///     .textArea("note", "進捗の説明", max: 2000, isRequired: false, hint: "結果と、遅れている場合は理由を書いてください。")
///     .radios("mark", "状況", [Choice("onTrack", "予定どおり"), Choice("late", "遅れ")])
///     .date("due", "期限")
///
/// Fields are required unless they say otherwise, and both are told in words.
public struct FormField: Sendable {
    enum Control: Sendable {
        case text(TextInput)
        case textArea(value: String, max: Int, rows: Int)
        case select([Choice], value: String?, empty: String)
        case radios([Choice], value: String?, isInline: Bool)
        case checkboxes([Choice], values: [String])
        case checkbox(isOn: Bool)
        case names(values: [String], lines: Int, choices: [String])
        case file(accept: String?)
        case hidden(String)
        case content(HTML)
        case button(address: String, choice: String?, style: ButtonStyle)
        case section([FormField])
    }

    /// A field of one line.
    struct TextInput: Sendable {
        var type = "text"
        var value = ""
        var max: Int?
        var unit: String?
        var inputMode: String?
        var autocomplete: String?
        var width: String
    }

    public let name: String
    public let label: String
    public let hint: String?
    public let isRequired: Bool
    let control: Control

    init(_ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true, control: Control) {
        self.name = name
        self.label = label
        self.hint = hint
        self.isRequired = isRequired
        self.control = control
    }

    /// Every field that is inside, sections opened.
    var leaves: [FormField] {
        if case .section(let fields) = control { return fields.flatMap(\.leaves) }
        return [self]
    }

    /// The same, with buttons that look like what their addresses do.
    /// - Parameter asksFirst: whether what is sent to an address is asked about first.
    func styled(_ asksFirst: (_ path: String) -> Bool) -> FormField {
        switch control {
        case .button(let address, let choice, _) where asksFirst(address):
            with(.button(address: address, choice: choice, style: .irreversible))
        case .section(let fields): with(.section(fields.map { $0.styled(asksFirst) }))
        default: self
        }
    }

    private func with(_ control: Control) -> FormField {
        FormField(name, label, hint: hint, isRequired: isRequired, control: control)
    }

    /// Where a button inside the form sends everything that was typed.
    var address: String? {
        if case .button(let address, _, _) = control { address } else { nil }
    }
}

extension FormField {
    /// One line of text.
    /// - Parameter max: in characters (Unicode scalars); told to the person, checked by ``FormReader``.
    public static func text(
        _ name: String, _ label: String, value: String = "", max: Int, isRequired: Bool = true, hint: String? = nil,
        autocomplete: String? = nil
    ) -> FormField {
        let input = TextInput(
            value: value, max: max, autocomplete: autocomplete,
            width: max <= 12 ? "short" : max <= 40 ? "medium" : "long")
        return FormField(name, label, hint: hint, isRequired: isRequired, control: .text(input))
    }

    /// Several lines of text; shows how many characters are left.
    public static func textArea(
        _ name: String, _ label: String, value: String = "", max: Int, rows: Int = 6, isRequired: Bool = true,
        hint: String? = nil
    ) -> FormField {
        FormField(
            name, label, hint: hint, isRequired: isRequired, control: .textArea(value: value, max: max, rows: rows))
    }

    /// A number as people write it, also 約6,500 or in full-width figures; read by ``FormReader``.
    public static func number(
        _ name: String, _ label: String, value: String = "", unit: String? = nil, isRequired: Bool = true,
        hint: String? = nil
    ) -> FormField {
        let input = TextInput(value: value, unit: unit, inputMode: "decimal", width: "short")
        return FormField(name, label, hint: hint, isRequired: isRequired, control: .text(input))
    }

    /// A day, written as 令和6年9月30日, R6.9.30 or 2024-09-30.
    public static func date(
        _ name: String, _ label: String, value: String = "", isRequired: Bool = true, hint: String? = nil,
        language: PageLanguage = .japanese
    ) -> FormField {
        let example = dateExample[language]
        return FormField(
            name, label, hint: hint.map { "\($0)（\(example)）" } ?? example, isRequired: isRequired,
            control: .text(TextInput(value: value, width: "medium")))
    }

    /// How a day may be written.
    public static let dateExample = Wording(
        "例: 令和6年9月30日、R6.9.30、2024-09-30", "れい: 令和6年9月30日、2024-09-30", "Example: 2024-09-30")

    public static func select(
        _ name: String, _ label: String, _ choices: [Choice], value: String? = nil, empty: String = "選んでください",
        isRequired: Bool = true, hint: String? = nil
    ) -> FormField {
        FormField(
            name, label, hint: hint, isRequired: isRequired, control: .select(choices, value: value, empty: empty))
    }

    /// - Parameter isInline: short answers beside each other, where many questions follow one another.
    public static func radios(
        _ name: String, _ label: String, _ choices: [Choice], value: String? = nil, isRequired: Bool = true,
        hint: String? = nil, isInline: Bool = false
    ) -> FormField {
        FormField(
            name, label, hint: hint, isRequired: isRequired,
            control: .radios(choices, value: value, isInline: isInline))
    }

    public static func checkboxes(
        _ name: String, _ label: String, _ choices: [Choice], values: [String] = [], isRequired: Bool = false,
        hint: String? = nil
    ) -> FormField {
        FormField(name, label, hint: hint, isRequired: isRequired, control: .checkboxes(choices, values: values))
    }

    /// Any number of names, a line each, typed with what is known offered: for what is too long a list to tick.
    /// - Parameters:
    ///   - lines: shown at least; there is always an empty one more.
    ///   - choices: what the browser offers while somebody types; anything may be typed.
    public static func names(
        _ name: String, _ label: String, values: [String] = [], lines: Int = 2, choices: [String],
        isRequired: Bool = false, hint: String? = nil
    ) -> FormField {
        FormField(
            name, label, hint: hint, isRequired: isRequired,
            control: .names(values: values, lines: lines, choices: choices))
    }

    /// One box; sends `1` when it is on.
    public static func checkbox(
        _ name: String, _ label: String, isOn: Bool = false, isRequired: Bool = false, hint: String? = nil
    ) -> FormField {
        FormField(name, label, hint: hint, isRequired: isRequired, control: .checkbox(isOn: isOn))
    }

    /// A file; the form is sent as multipart/form-data.
    /// - Parameter accept: endings that the dialogue offers, such as `.csv,.txt`.
    public static func file(
        _ name: String, _ label: String, accept: String? = nil, isRequired: Bool = true, hint: String? = nil
    ) -> FormField {
        FormField(name, label, hint: hint, isRequired: isRequired, control: .file(accept: accept))
    }

    /// A password; never filled in by the server.
    public static func password(
        _ name: String, _ label: String, isNew: Bool = false, isRequired: Bool = true, hint: String? = nil
    ) -> FormField {
        let input = TextInput(
            type: "password", autocomplete: isNew ? "new-password" : "current-password", width: "medium")
        return FormField(name, label, hint: hint, isRequired: isRequired, control: .text(input))
    }

    public static func hidden(_ name: String, _ value: String) -> FormField {
        FormField(name, "", isRequired: false, control: .hidden(value))
    }

    /// A button inside the form for something done on the side, such as attaching a file: everything that was typed is sent
    /// along, and is there again when the page is drawn.
    /// - Parameter choice: which of several such buttons was pressed, sent as ``FormView/choiceField``.
    public static func button(
        _ title: String, to address: String, choice: String? = nil, style: ButtonStyle = .secondary
    ) -> FormField {
        FormField("", title, isRequired: false, control: .button(address: address, choice: choice, style: style))
    }

    /// Something to read between the fields.
    public static func content(_ html: HTML) -> FormField {
        FormField("", "", isRequired: false, control: .content(html))
    }

    /// Fields that belong together, under a heading.
    public static func section(_ title: String, hint: String? = nil, _ fields: [FormField]) -> FormField {
        FormField("", title, hint: hint, isRequired: false, control: .section(fields))
    }
}
