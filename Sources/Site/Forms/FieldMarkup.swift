import Japanese

/// Writes the fields of one form.
struct FieldMarkup {
    /// Begins the identifiers.
    let prefix: String
    let errors: FormErrors
    /// What the person entered, if anything.
    let sent: Form?
    /// Whether each label says 必須 or 任意.
    var tellsNeed = true
    var language = PageLanguage.japanese

    func html(_ field: FormField) -> HTML {
        switch field.control {
        case .hidden(let value): "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(value)\">\n"
        case .content(let html): html
        case .button(let address, let choice, let style):
            """
            <p><button class="button button-\(style.rawValue)" type="submit" formaction="\(address)"\(attribute("name", choice.map { _ in FormView.choiceField }))\
            \(attribute("value", choice))>\(field.label)</button></p>

            """
        case .section(let fields): section(field, fields)
        case .radios(let choices, let value, let isInline):
            group(
                field, type: "radio", choices, chosen: sent == nil ? [value].compactMap(\.self) : values(field),
                isInline: isInline)
        case .checkboxes(let choices, let values):
            group(field, type: "checkbox", choices, chosen: sent == nil ? values : self.values(field))
        case .names(let values, let lines, let choices):
            names(field, sent == nil ? values : self.values(field), lines, choices)
        case .checkbox(let isOn): box(field, isOn: sent == nil ? isOn : sent?[field.name] != nil)
        default: single(field)
        }
    }

    /// Where the link of the error summary goes: the control, or the first answer of a group.
    func focusTarget(of field: FormField) -> String? {
        switch field.control {
        case .hidden, .content, .section, .button: nil
        case .radios, .checkboxes, .names: identifier(field, "0")
        default: identifier(field)
        }
    }

    private func single(_ field: FormField) -> HTML {
        let text: HTML = """
            <div class="field\(hasErrors(field))">
            <label class="field-label" for="\(identifier(field))">\(field.label)\(need(field))</label>
            \(below(field))\(control(field))
            </div>

            """
        return text
    }

    private func control(_ field: FormField) -> HTML {
        switch field.control {
        case .text(let input): line(field, input)
        case .textArea(let value, _, let rows):
            // The first line break after the tag is swallowed by the browser.
            """
            <textarea id="\(identifier(field))" name="\(field.name)" rows="\(rows)"\(described(field))>
            \(kept(field, value))</textarea>
            """
        case .select(let choices, let value, let empty): select(field, choices, value: value, empty: empty)
        case .file(let accept):
            """
            <input type="file" id="\(identifier(field))" name="\(field.name)"\(attribute("accept", accept))\
            \(described(field))>
            """
        default: .empty
        }
    }

    private func line(_ field: FormField, _ input: FormField.TextInput) -> HTML {
        let value = input.type == "password" ? "" : kept(field, input.value)
        let unit: HTML? = input.unit.map { "<span class=\"field-unit\">\($0)</span>" }
        return """
            <span class="field-line"><input type="\(input.type)" class="input-\(input.width)" \
            id="\(identifier(field))" name="\(field.name)" value="\(value)"\(attribute("inputmode", input.inputMode))\
            \(attribute("autocomplete", input.autocomplete))\(described(field))>\(unit)</span>
            """
    }

    private func select(_ field: FormField, _ choices: [Choice], value: String?, empty: String) -> HTML {
        let chosen = kept(field, value ?? "")
        let options: [HTML] = choices.map { choice in
            "<option value=\"\(choice.value)\"\("selected", if: choice.value == chosen)>\(choice.label)</option>"
        }
        return """
            <select id="\(identifier(field))" name="\(field.name)"\(described(field))>\
            <option value="">\(empty)</option>\(options)</select>
            """
    }

    private func group(
        _ field: FormField, type: String, _ choices: [Choice], chosen: [String], isInline: Bool = false
    ) -> HTML {
        let items: [HTML] = choices.enumerated().map { position, choice in
            let identifier = identifier(field, "\(position)")
            let hint: HTML? = choice.hint.map { "<span class=\"field-hint\" id=\"\(identifier)-hint\">\($0)</span>" }
            let described: HTML? = choice.hint == nil ? nil : " aria-describedby=\"\(identifier)-hint\""
            return """
                <div class="choice"><input type="\(type)" id="\(identifier)" name="\(field.name)" \
                value="\(choice.value)"\("checked", if: chosen.contains(choice.value))\(described)>\
                <label for="\(identifier)">\(choice.label)</label>\(hint)</div>

                """
        }
        return """
            <fieldset class="field field-group\(isInline ? " field-inline" : "")\(hasErrors(field))"\(described(field, isGroup: true))>
            <legend class="field-label">\(field.label)\(need(field))</legend>
            \(below(field))\(items)</fieldset>

            """
    }

    private func names(_ field: FormField, _ values: [String], _ lines: Int, _ choices: [String]) -> HTML {
        let filled = values.filter { !$0.isEmpty }
        let list = identifier(field, "choices")
        let inputs: [HTML] = (0..<max(lines, filled.count + 1)).map { position in
            """
            <input type="text" class="input-medium" id="\(identifier(field, "\(position)"))" name="\(field.name)" \
            value="\(position < filled.count ? filled[position] : "")" list="\(list)" autocomplete="off" \
            aria-label="\(field.label) \(position + 1)">

            """
        }
        let options: [HTML] = choices.map { "<option value=\"\($0)\"></option>" }
        return """
            <fieldset class="field field-group field-names\(hasErrors(field))"\(described(field, isGroup: true))>
            <legend class="field-label">\(field.label)\(need(field))</legend>
            \(below(field))\(inputs)<datalist id="\(list)">\(options)</datalist></fieldset>

            """
    }

    private func box(_ field: FormField, isOn: Bool) -> HTML {
        """
        <div class="field\(hasErrors(field))">
        \(messages(field))<div class="choice"><input type="checkbox" id="\(identifier(field))" name="\(field.name)" \
        value="1"\("checked", if: isOn)\(described(field))><label for="\(identifier(field))">\(field.label)\
        \(field.isRequired ? need(field) : .empty)</label>\(hint(field))</div>
        </div>

        """
    }

    private func section(_ field: FormField, _ fields: [FormField]) -> HTML {
        guard let hint = field.hint else {
            return """
                <fieldset class="form-section">
                <legend>\(field.label)</legend>
                \(fields.map(html))</fieldset>

                """
        }
        // The explanation stands beside the fields where there is room.
        return """
            <fieldset class="form-section">
            <legend>\(field.label)</legend>
            <div class="section-columns"><p class="section-hint">\(hint)</p>
            <div>\(fields.map(html))</div></div></fieldset>

            """
    }
}

extension FieldMarkup {
    private func identifier(_ field: FormField, _ part: String = "") -> String {
        part.isEmpty ? "\(prefix)-\(field.name)" : "\(prefix)-\(field.name)-\(part)"
    }

    private func values(_ field: FormField) -> [String] {
        sent?.all(field.name) ?? []
    }

    private func kept(_ field: FormField, _ value: String) -> String {
        sent.flatMap { $0[field.name] } ?? value
    }

    private func hasErrors(_ field: FormField) -> HTML {
        errors[field.name].isEmpty ? "" : " field-wrong"
    }

    private func need(_ field: FormField) -> HTML {
        guard tellsNeed else { return .empty }
        return field.isRequired
            ? "<span class=\"need need-required\">\(FrameWords.required[language])</span>"
            : "<span class=\"need\">\(FrameWords.optional[language])</span>"
    }

    private func attribute(_ name: String, _ value: String?) -> HTML? {
        value.map { " \(name)=\"\($0)\"" }
    }

    /// Hint, count and errors, which stand between the label and the control, where nobody misses them.
    private func below(_ field: FormField) -> HTML {
        hint(field) + count(field) + messages(field)
    }

    private func hint(_ field: FormField) -> HTML {
        guard let hint = field.hint else { return .empty }
        return "<p class=\"field-hint\" id=\"\(identifier(field, "hint"))\">\(hint)</p>\n"
    }

    private func count(_ field: FormField) -> HTML {
        guard case .textArea(let value, let max, _) = field.control else { return .empty }
        let text = kept(field, value).unifyingLineBreaks
        let used = text.unicodeScalars.count
        let limit = FrameWords.up(to: max)[language]
        let state =
            used == 0 || language != .japanese
            ? "" : used <= max ? "（入力済み\(used)文字、あと\(max - used)文字）" : "（入力済み\(used)文字、\(used - max)文字超過）"
        return "<p class=\"field-hint\" id=\"\(identifier(field, "count"))\">\(limit)\(state)</p>\n"
    }

    private func messages(_ field: FormField) -> HTML {
        let messages = errors[field.name]
        guard !messages.isEmpty else { return .empty }
        let lines: [HTML] = messages.map { "<span class=\"field-error-line\">\($0)</span>" }
        return """
            <p class="field-error" id="\(identifier(field, "error"))">\
            <span class="visually-hidden">\(FrameWords.error[language]): </span>\(lines)</p>

            """
    }

    private func described(_ field: FormField, isGroup: Bool = false) -> HTML {
        var parts: [String] = []
        if field.hint != nil { parts.append(identifier(field, "hint")) }
        if case .textArea = field.control { parts.append(identifier(field, "count")) }
        let isWrong = !errors[field.name].isEmpty
        if isWrong { parts.append(identifier(field, "error")) }
        var html = HTML.empty
        if field.isRequired && !isGroup { html += " aria-required=\"true\"" }
        // A group has no invalid state of its own; its description says what is wrong.
        if isWrong && !isGroup { html += " aria-invalid=\"true\"" }
        if !parts.isEmpty { html += " aria-describedby=\"\(parts.joined(separator: " "))\"" }
        return html
    }
}
