import Japanese
import Ward

/// Reads the fields of a form and collects everything that is wrong, so that a person sees all of it at once.
///
///     let (title, due) = try form.values(Fields.title, Fields.due)
///
/// Each function returns `nil` when the field is empty or wrong. Whether it was wrong is in ``errors``: look there before
/// the values are used.
public struct FormReader: Sendable {
    public let form: Form
    public var errors = FormErrors()
    /// In which what is wrong is told.
    public var language: PageLanguage
    /// The declared fields that were asked for.
    var namesRead: Set<String> = []

    public init(_ form: Form, language: PageLanguage = .japanese) {
        self.form = form
        self.language = language
    }

    /// One line of text without spaces at its ends.
    /// - Parameter max: in characters (Unicode scalars).
    public mutating func text(
        _ name: String, _ label: String, max: Int, isRequired: Bool = true
    ) -> String? {
        guard let text = sent(name, label, isRequired: isRequired) else { return nil }
        if text.unicodeScalars.contains(where: FormReader.isLineBreak) {
            errors.add(name, FormWords.severalLines(label)[language])
            return nil
        }
        return checked(text, name, label, max: max)
    }

    /// Several lines of text; line breaks become `\n`.
    public mutating func textArea(
        _ name: String, _ label: String, max: Int, isRequired: Bool = true
    ) -> String? {
        guard let text = sent(name, label, isRequired: isRequired) else { return nil }
        return checked(text, name, label, max: max)
    }

    /// A password just as it was typed: spaces are part of it.
    public mutating func password(_ name: String, _ label: String, isRequired: Bool = true) -> String? {
        guard let text = form[name], !text.isEmpty else {
            if isRequired { errors.add(name, FormWords.empty(label)[language]) }
            return nil
        }
        return text
    }

    /// Whether a single box is on.
    public func checkbox(_ name: String) -> Bool {
        form[name] != nil
    }

    /// An uploaded file.
    public mutating func file(_ name: String, _ label: String, isRequired: Bool = true) -> Form.File? {
        guard let file = form.file(name) else {
            if isRequired { errors.add(name, "「\(label)」のファイルを選んでください。") }
            return nil
        }
        guard !file.isEmpty else {
            errors.add(name, "「\(file.filename)」は空のファイルです。中身のあるファイルを選び直してください。")
            return nil
        }
        return file
    }

    /// What was sent, without spaces at its ends; `nil` and perhaps an error when there is nothing.
    mutating func sent(_ name: String, _ label: String, isRequired: Bool, isChosen: Bool = false) -> String? {
        let text = (form[name] ?? "").unifyingLineBreaks.trimmingWhitespace
        if text.isEmpty {
            if isRequired {
                errors.add(name, (isChosen ? FormWords.notChosen(label) : FormWords.empty(label))[language])
            }
            return nil
        }
        return text
    }

    private mutating func checked(_ text: String, _ name: String, _ label: String, max: Int) -> String? {
        let count = text.unicodeScalars.count
        if count > max {
            errors.add(name, FormWords.tooLong(label, max: max, count: count)[language])
            return nil
        }
        if text.unicodeScalars.contains(where: \.isUnfitForText) {
            errors.add(name, FormWords.controlCharacters(label)[language])
            return nil
        }
        return text
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

}

extension Unicode.Scalar {
    /// Control characters cannot be stored or shown everywhere; directional overrides make text look like another.
    public var isUnfitForText: Bool {
        switch self {
        case "\n", "\t": false
        case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
        default: properties.generalCategory == .control || properties.isNoncharacterCodePoint
        }
    }
}

extension String {
    /// Browsers send line breaks as CR LF.
    var unifyingLineBreaks: String {
        guard utf8.contains(0x0D) else { return self }
        var unified = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in unicodeScalars {
            if scalar == "\r" {
                unified.append("\n")
            } else if !(scalar == "\n" && afterReturn) {
                unified.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(unified)
    }

    /// Without spaces at its ends, also those of full width.
    public var trimmingWhitespace: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}

extension FormReader {
    /// The name of the hidden field with the revision of the record that is changed.
    static let revisionField = "revision"
    /// As the document for programs lists it.
    public static let declaredRevision = Field<Int>.integer(
        revisionField, "読んだ時の改訂番号", in: 0...Int.max, hint: "記録を読んだ後にほかの人が変えていると、保存しません。")

    /// Ends here when somebody else changed the record after the person read it, or when the form does not say what they read.
    public func checkRevision(of record: some Revised) throws(StaleRecord) {
        try record.check(seen: form[Self.revisionField].flatMap { Int($0) })
    }

    /// The revision that the person read, for a change that has its own words for a stale one.
    /// - Throws: ``StaleRecord`` when the form does not say it.
    public func seenRevision() throws(StaleRecord) -> Int {
        guard let revision = form[Self.revisionField].flatMap({ Int($0) }) else { throw StaleRecord() }
        return revision
    }
}
