import Japanese
import LifeEvents
import Site

/// What is printed into forms: the text of every field, empty where nothing may be or can be printed.
struct FormData: Sendable {
    private let texts: [FormTemplate.Source: String]

    func text(_ source: FormTemplate.Source) -> String { texts[source] ?? "" }

    init(view: CaseView, today: CivilDate) {
        let deskCase = view.deskCase
        var texts: [FormTemplate.Source: String] = [.caseNumber: deskCase.number, .printedOn: today.japanese]
        // Without the family's word every box stays empty, to be filled in by hand.
        if view.consents.contains(.papers) {
            texts[.deceasedName] = deskCase.deceased.name
            texts[.deceasedKana] = deskCase.deceased.kana
            texts[.deceasedBirth] = deskCase.deceased.bornOn.japanese
            texts[.deceasedDeath] = deskCase.deceased.diedOn.japanese
            texts[.deceasedAddress] = deskCase.deceased.isRestricted ? nil : deskCase.deceased.address.shown
            texts[.visitorName] = deskCase.visitor.name
            texts[.visitorRelation] = deskCase.visitor.relation
            texts[.visitorPhone] = deskCase.visitor.phone
            texts[.funeralDay] = view.ledger.facts.day("funeral")?.japanese
        }
        self.texts = texts
    }

    private init(texts: [FormTemplate.Source: String]) { self.texts = texts }

    /// Of nobody, for a proof print: a name, a kana and an address as long as they come.
    static let sample = FormData(texts: [
        .deceasedName: "見本 髙橋﨑太郎", .deceasedKana: "ミホン　タカハシサキタロウ", .deceasedBirth: "昭和64年1月7日",
        .deceasedDeath: "令和元年12月31日", .deceasedAddress: "見本県見本市見本町一丁目二十三番四十五号見本第一マンション弐号館千二百三十四号室見本様方（長い住所の例）",
        .visitorName: "MIHON ALEXANDER MAXIMILIANUS VON BEISPIEL", .visitorRelation: "そのほかの親族",
        .visitorPhone: "000-0000-0000", .funeralDay: "令和元年12月31日", .caseNumber: "R0-0000", .printedOn: "試し刷り",
    ])
}

/// A form drawn from its sets of fields: one page, a frame, the fields below each other.
struct DrawnForm {
    let template: FormTemplate
    let data: FormData
    let wardName: String

    private struct Row {
        let label: String
        let source: FormTemplate.Source
        var height = 100
    }

    private static let left = 200
    private static let right = 1900
    private static let labelWidth = 450

    var sheet: FormSheet {
        var sheet = FormSheet()
        sheet.labels.append(
            .init(x: Self.left, y: 180, width: 1700, height: 100, text: template.title, size: 160, isCentred: true))
        sheet.labels.append(.init(x: Self.left, y: 320, width: 700, height: 70, text: "（宛先）\(wardName)長", size: 110))
        sheet.labels.append(.init(x: 1300, y: 320, width: 600, height: 70, text: "　　　年　　月　　日", size: 110))
        var y = 430
        for set in template.sets {
            sheet.labels.append(.init(x: Self.left, y: y, width: 1700, height: 70, text: set.title, size: 110))
            y += 75
            let rows = Self.rows(set)
            let top = y
            for row in rows {
                line(&sheet, y)
                sheet.labels.append(
                    .init(
                        x: Self.left + 20, y: y, width: Self.labelWidth - 30, height: row.height, text: row.label,
                        size: 95))
                sheet.boxes.append(
                    .init(
                        id: "\(template.id).\(set.rawValue).\(row.label)", x: Self.left + Self.labelWidth + 10,
                        y: y + 8,
                        width: Self.right - Self.left - Self.labelWidth - 20, height: row.height - 16,
                        text: data.text(row.source), size: 120))
                y += row.height
            }
            line(&sheet, y)
            for x in [Self.left, Self.left + Self.labelWidth, Self.right] { sheet.lines.append([x, top, x, y]) }
            y += 40
        }
        sheet.labels.append(.init(x: 1100, y: y + 40, width: 800, height: 90, text: "署名", size: 110))
        sheet.lines.append([1250, y + 130, Self.right, y + 130])
        sheet.labels.append(contentsOf: FormBundle.footer(data))
        return sheet
    }

    private func line(_ sheet: inout FormSheet, _ y: Int) {
        sheet.lines.append([Self.left, y, Self.right, y])
    }

    private static func rows(_ set: FormTemplate.FieldSet) -> [Row] {
        switch set {
        case .deceased:
            [
                Row(label: "フリガナ", source: .deceasedKana, height: 80),
                Row(label: "氏名", source: .deceasedName, height: 120),
                Row(label: "生年月日", source: .deceasedBirth), Row(label: "亡くなった日", source: .deceasedDeath),
                Row(label: "住所", source: .deceasedAddress, height: 150),
            ]
        case .visitor:
            [
                Row(label: "氏名", source: .visitorName, height: 120), Row(label: "亡くなった方との関係", source: .visitorRelation),
                Row(label: "電話番号", source: .visitorPhone), Row(label: "住所", source: .blank, height: 150),
            ]
        case .funeral: [Row(label: "葬儀を行った日", source: .funeralDay), Row(label: "葬儀を行った人", source: .blank)]
        case .account:
            [
                Row(label: "金融機関・支店", source: .blank), Row(label: "種別・口座番号", source: .blank),
                Row(label: "口座名義（カナ）", source: .blank),
            ]
        case .cards: [Row(label: "返すもの", source: .blank), Row(label: "返せないときの理由", source: .blank)]
        case .household: [Row(label: "新しい世帯主の氏名", source: .blank, height: 120), Row(label: "変更した日", source: .blank)]
        case .heirs:
            [Row(label: "代表者の氏名", source: .blank, height: 120), Row(label: "代表者の住所", source: .blank, height: 150)]
        case .vehicle: [Row(label: "標識番号", source: .blank), Row(label: "車名・車台番号", source: .blank)]
        }
    }
}
