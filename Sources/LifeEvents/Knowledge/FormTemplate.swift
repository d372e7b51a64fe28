import Declaring
import Japanese

/// A form that is filled in before the visit: drawn from sets of fields, or boxes laid over the section's own PDF.
public struct FormTemplate: Hashable, Sendable {
    /// Groups of fields that forms have in common (research note on the bereavement desk, §7.1).
    public enum FieldSet: String, Hashable, Sendable, CaseIterable {
        case deceased, visitor, funeral, account, cards, household, heirs, vehicle

        public var title: String {
            switch self {
            case .deceased: "亡くなった方"
            case .visitor: "申請する方"
            case .funeral: "葬儀"
            case .account: "振込先"
            case .cards: "返すもの"
            case .household: "新しい世帯主"
            case .heirs: "相続人の代表"
            case .vehicle: "車両"
            }
        }
    }

    /// Where the text of a box comes from.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        case deceasedName = "deceased.name"
        case deceasedKana = "deceased.kana"
        case deceasedBirth = "deceased.birth"
        case deceasedDeath = "deceased.death"
        case deceasedAddress = "deceased.address"
        case visitorName = "visitor.name"
        case visitorRelation = "visitor.relation"
        case visitorPhone = "visitor.phone"
        case funeralDay = "funeral.day"
        case caseNumber = "case.number"
        case printedOn = "printed.on"
        /// Written by hand: seals, signatures, bank accounts, and 個人番号, which is never printed.
        case blank
    }

    /// A place on the section's own PDF, in tenths of a millimetre.
    public struct Box: Hashable, Sendable {
        public let source: Source
        public let page: Int
        public let x: Int
        public let y: Int
        public let width: Int
        public let height: Int
        public let size: Int
        public let sizeMin: Int
        public let comb: Int?
    }

    public let id: String
    public let title: String
    /// It is printed when one of these applies.
    public let procedures: [String]
    /// Of a drawn form.
    public let sets: [FieldSet]
    /// Of a section's own PDF.
    public let boxes: [Box]
    /// SHA-256 of that PDF: any other is refused.
    public let pdfHash: String?
}

extension FormTemplate {
    /// Reads the text of one form.
    /// - Returns: the form as far as it could be read, and everything that is wrong with the form of the text.
    public static func read(_ text: String) -> (template: FormTemplate?, findings: [KnowledgeFinding]) {
        let log = YAMLReader.FindingLog()
        let template = YAMLReader(text, file: "forms", log: log)?.form()
        return (template, log.knowledge)
    }
}

extension YAMLReader {
    /// Reads one form.
    func form() -> FormTemplate? {
        allow(["id", "title", "procedures", "sets", "boxes", "pdf"])
        let sets = self["sets"]?.items.compactMap { item -> FormTemplate.FieldSet? in
            guard let text = item.text else { return nil }
            let set = FormTemplate.FieldSet(rawValue: text)
            if set == nil {
                item.tell(
                    "「\(text)」という欄の組はありません。\(FormTemplate.FieldSet.allCases.map(\.rawValue).joined(separator: "、")) のどれかを書いてください。"
                )
            }
            return set
        }
        let boxes = self["boxes"]?.items.compactMap { $0.formBox() }
        if (sets ?? []).isEmpty, (boxes ?? []).isEmpty { tell("欄の組（sets）か、欄の場所（boxes）を書いてください。") }
        guard let id = required("id")?.text, let title = required("title")?.text,
            let procedures = required("procedures")?.items.compactMap(\.text)
        else { return nil }
        return FormTemplate(
            id: id, title: title, procedures: procedures, sets: sets ?? [], boxes: boxes ?? [], pdfHash: text("pdf"))
    }

    private func formBox() -> FormTemplate.Box? {
        allow(["from", "page", "x", "y", "w", "h", "size", "min", "comb"])
        guard let from = self["from"]?.text else {
            tell("欄に、何を印字するか（from）がありません。", .missingFieldSource)
            return nil
        }
        guard let source = FormTemplate.Source(rawValue: from) else {
            self["from"]?.tell(
                "「\(from)」は印字できません。\(FormTemplate.Source.allCases.map(\.rawValue).joined(separator: "、")) のどれかを書いてください。",
                .missingFieldSource)
            return nil
        }
        guard let x = required("x")?.tenths, let y = required("y")?.tenths, let width = required("w")?.tenths,
            let height = required("h")?.tenths
        else { return nil }
        let size = self["size"]?.tenths ?? 110
        return FormTemplate.Box(
            source: source, page: self["page"]?.integer ?? 1, x: x, y: y, width: width, height: height, size: size,
            sizeMin: min(size, self["min"]?.tenths ?? 60), comb: self["comb"]?.integer)
    }

    /// A number with at most one digit after the point, in tenths.
    private var tenths: Int? {
        guard let text, let number = ExactNumber(text), number.rounded(toScale: 1) == number,
            let tenths = (number * 10).integer
        else {
            tell("12 か 12.5 のように、小数1桁までの数を書いてください。")
            return nil
        }
        return tenths
    }
}
