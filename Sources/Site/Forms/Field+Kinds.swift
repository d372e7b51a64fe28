import Japanese
import Ward

extension Field where Value == String {
    /// One line of text.
    /// - Parameter max: in characters (Unicode scalars).
    public static func text(
        _ name: String, _ label: String, max: Int, hint: String? = nil, autocomplete: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .text(
                    name, label, value: value ?? "", max: max, isRequired: isRequired, hint: hint,
                    autocomplete: autocomplete)
            }, read: { reader, isRequired in reader.text(name, label, max: max, isRequired: isRequired) })
    }

    /// Several lines of text.
    /// - Parameter max: in characters (Unicode scalars).
    public static func textArea(
        _ name: String, _ label: String, max: Int, rows: Int = 6, hint: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .textArea(
                    name, label, value: value ?? "", max: max, rows: rows, isRequired: isRequired, hint: hint)
            }, read: { reader, isRequired in reader.textArea(name, label, max: max, isRequired: isRequired) })
    }

    /// A password just as it is typed; never drawn with a value.
    public static func password(_ name: String, _ label: String, isNew: Bool = false, hint: String? = nil) -> Field {
        Field(
            name, label,
            draw: { _, isRequired in .password(name, label, isNew: isNew, isRequired: isRequired, hint: hint) },
            read: { reader, isRequired in reader.password(name, label, isRequired: isRequired) })
    }

    /// One of the given answers in a list that opens.
    public static func select(
        _ name: String, _ label: String, _ choices: [Choice], empty: String = "選んでください", hint: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .select(name, label, choices, value: value, empty: empty, isRequired: isRequired, hint: hint)
            },
            read: { reader, isRequired in
                reader.choice(name, label, of: choices.map(\.value), isRequired: isRequired)
            })
    }

    /// One of the given answers, all of them seen.
    public static func radios(
        _ name: String, _ label: String, _ choices: [Choice], hint: String? = nil, isInline: Bool = false
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .radios(
                    name, label, choices, value: value, isRequired: isRequired, hint: hint, isInline: isInline)
            },
            read: { reader, isRequired in
                reader.choice(name, label, of: choices.map(\.value), isRequired: isRequired)
            })
    }
}

extension Field where Value: RawRepresentable<String> {
    /// One case of an enumeration in a list that opens.
    public static func select(
        _ name: String, _ label: String, _ choices: [Choice], empty: String = "選んでください", hint: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .select(
                    name, label, choices, value: value?.rawValue, empty: empty, isRequired: isRequired, hint: hint)
            }, read: { reader, isRequired in reader.choice(name, label, as: Value.self, isRequired: isRequired) })
    }

    /// One case of an enumeration, all of them seen.
    public static func radios(
        _ name: String, _ label: String, _ choices: [Choice], hint: String? = nil, isInline: Bool = false
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .radios(
                    name, label, choices, value: value?.rawValue, isRequired: isRequired, hint: hint,
                    isInline: isInline)
            }, read: { reader, isRequired in reader.choice(name, label, as: Value.self, isRequired: isRequired) })
    }
}

extension Field {
    /// One of the given records in a list that opens.
    public static func record<Subject>(
        _ name: String, _ label: String, _ choices: [Choice], empty: String = "選んでください", hint: String? = nil
    ) -> Field where Value == ID<Subject> {
        Field<String>.select(name, label, choices, empty: empty, hint: hint).mapped(
            to: { ID($0) }, from: { $0.text }, problem: { _ in FormWords.notListed(label).japanese })
    }

    /// Any number of the given records, each once.
    public static func records<Subject>(
        _ name: String, _ label: String, _ choices: [Choice], isRequired: Bool = false, hint: String? = nil
    ) -> Field where Value == [ID<Subject>] {
        Field<[String]>.checkboxes(name, label, choices, isRequired: isRequired, hint: hint).mapped(
            to: { $0.map { ID($0) } }, from: { $0.map(\.text) }, problem: { _ in FormWords.notListed(label).japanese })
    }
}

extension Field where Value == [String] {
    /// Any number of the given answers, each once, in the order sent.
    public static func checkboxes(
        _ name: String, _ label: String, _ choices: [Choice], isRequired: Bool = false, hint: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, _ in
                .checkboxes(name, label, choices, values: value ?? [], isRequired: isRequired, hint: hint)
            },
            read: { reader, _ in
                reader.choices(name, label, of: choices.map(\.value), isRequired: isRequired)
            })
    }
}

extension Field where Value == Bool {
    /// One box that is on or off.
    public static func checkbox(_ name: String, _ label: String, hint: String? = nil) -> Field {
        Field(
            name, label, draw: { isOn, _ in .checkbox(name, label, isOn: isOn ?? false, hint: hint) },
            read: { reader, _ in reader.checkbox(name) })
    }
}

extension Field where Value == CivilDate {
    /// A day as people write it.
    public static func date(
        _ name: String, _ label: String, hint: String? = nil, from: CivilDate? = nil, to: CivilDate? = nil,
        language: PageLanguage = .japanese
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .date(
                    name, label, value: value?.japanese ?? "", isRequired: isRequired, hint: hint, language: language)
            },
            read: { reader, isRequired in reader.date(name, label, isRequired: isRequired, from: from, to: to) })
    }
}

extension Field where Value == Int {
    /// A whole number within a range.
    public static func integer(
        _ name: String, _ label: String, in range: ClosedRange<Int>, unit: String? = nil, hint: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .number(
                    name, label, value: value.map(String.init) ?? "", unit: unit, isRequired: isRequired, hint: hint)
            }, read: { reader, isRequired in reader.integer(name, label, in: range, isRequired: isRequired) })
    }
}

extension Field where Value == ExactNumber {
    /// An exact number, without 約 or the like.
    public static func number(
        _ name: String, _ label: String, unit: String? = nil, min: ExactNumber? = nil, max: ExactNumber? = nil,
        hint: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .number(name, label, value: value?.plain ?? "", unit: unit, isRequired: isRequired, hint: hint)
            },
            read: { reader, isRequired in
                reader.number(name, label, unit: unit, isRequired: isRequired, min: min, max: max)
            })
    }
}

extension Field where Value == Quantity {
    /// A number as it was written, also 約6,500, with the unit that is believed when none is named.
    public static func quantity(_ name: String, _ label: String, unit: String? = nil, hint: String? = nil) -> Field {
        Field(
            name, label,
            draw: { value, isRequired in
                .number(name, label, value: value?.raw ?? "", unit: unit, isRequired: isRequired, hint: hint)
            },
            read: { reader, isRequired in reader.quantity(name, label, unit: unit, isRequired: isRequired) })
    }
}

extension Field where Value == FiscalYear {
    /// A fiscal year (年度), as people write it.
    public static func fiscalYear(_ name: String, _ label: String, hint: String? = nil) -> Field {
        Field<String>.text(name, label, max: 20, hint: hint).mapped(
            to: { FiscalYear(reading: $0) }, from: { $0.japanese },
            problem: { _ in "「\(label)」を年度として読めません。令和3年度のように書いてください。" })
    }
}

extension Field where Value == Form.File {
    /// A file that is sent.
    /// - Parameter accept: endings that the dialogue offers, such as `.csv,.txt`.
    public static func file(_ name: String, _ label: String, accept: String? = nil, hint: String? = nil) -> Field {
        Field(
            name, label,
            draw: { _, isRequired in .file(name, label, accept: accept, isRequired: isRequired, hint: hint) },
            read: { reader, isRequired in reader.file(name, label, isRequired: isRequired) })
    }
}
